import { LogisticRegression } from "@cairn-ml/models-classic";
import type { Host } from "../lesson.js";
import { gates, lineOfOr, rowsOf, type Writing } from "./gates.js";

export interface OneLine {
  readonly gate: keyof typeof gates;
  readonly correct: number;
  readonly loss: number;
  readonly history: readonly (readonly [step: number, loss: number])[];
  /** Of yes, for each row. */
  readonly probabilities: readonly number[];
}

export const lineSteps = 500;
const lr = 0.05;

/** Fits one line to a gate. */
export async function fitOneLine(gate: keyof typeof gates, writing: Writing, host: Host): Promise<OneLine> {
  const X = rowsOf(writing);
  const y = gates[gate];
  const model = new LogisticRegression({ lr, steps: lineSteps, initial: lineOfOr(writing) });
  await model.fit(X, y, { ...host.training(`one line for ${gate}`), logEvery: 5 });
  host.signal.throwIfAborted();
  const history = model.result!.history.map(({ step, loss }) => [step, loss!] as const);
  return {
    gate,
    correct: 4 * model.score(X, y),
    loss: history.at(-1)![1],
    history,
    probabilities: model.predictProbabilities(X),
  };
}
