import type { Host } from "./lesson.js";

/** How far a training is. */
export interface TrainingStep {
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
}

const every = 50; // milliseconds between two steps that are told: some take a microsecond

/** A host for a training that is played with: it is kept nowhere, and stops when the signal says so. */
export function playTraining(signal: AbortSignal, onStep: (step: TrainingStep) => void = () => {}): Host {
  let next = 0;
  return {
    signal,
    progress: () => ({ update() {}, stop() {} }),
    training: (_, { callbacks = {} } = {}) => ({
      signal,
      callbacks: {
        ...callbacks,
        onStep(report) {
          callbacks.onStep?.(report);
          const now = performance.now();
          if (now < next && report.step < report.steps) return;
          next = now + every;
          onStep({ step: report.step, steps: report.steps, loss: report.loss });
        },
      },
    }),
  };
}
