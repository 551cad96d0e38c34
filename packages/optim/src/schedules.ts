import { math, ValueError } from "@cairn-ml/tensor";
import { checkCount, checkOption } from "./check-option.js";

/** The learning rate of a step; steps count from 0. Before each one: `optimizer.lr = schedule(step)`. */
export type Schedule = (step: number) => number;

export interface WarmupCosineOptions {
  /** The highest rate, reached after the warmup. */
  readonly lr: number;
  /** The rate from `totalSteps` on. */
  readonly minLr: number;
  readonly warmupSteps: number;
  /** The step at which the fall ends; counts the warmup too. */
  readonly totalSteps: number;
}

/** The same rate at every step. Throws: ValueError unless it is a number from 0 up. */
export function constant(lr: number): Schedule {
  checkOption("constant", "lr", lr);
  return () => lr;
}

/**
 * Rises in a line over `warmupSteps` = W steps, lr (step + 1) / (W + 1), falls along half a cosine until
 * `totalSteps` = T, minLr + ½ (1 + cos(π (step - W) / (T - W))) (lr - minLr), and stays at minLr.
 *
 * Throws: ValueError for rates or steps out of range.
 * Source: Loshchilov & Hutter 2017, arXiv:1608.03983, equation 5, after a warmup as nanoGPT has it.
 */
export function warmupCosine({ lr, minLr, warmupSteps, totalSteps }: WarmupCosineOptions): Schedule {
  checkOption("warmupCosine", "lr", lr);
  checkOption("warmupCosine", "minLr", minLr);
  checkCount("warmupCosine", "warmupSteps", warmupSteps);
  checkCount("warmupCosine", "totalSteps", totalSteps);
  if (minLr > lr || warmupSteps > totalSteps) {
    throw new ValueError("warmupCosine", minLr > lr ? "it would rise to minLr." : "it would end in the warmup.", {
      given: minLr > lr ? `minLr ${minLr}, lr ${lr}` : `warmupSteps ${warmupSteps}, totalSteps ${totalSteps}`,
      expected: minLr > lr ? "minLr to be at most lr" : "warmupSteps to be at most totalSteps, which counts them",
    });
  }
  return (step) => {
    checkCount("warmupCosine", "step", step);
    if (step < warmupSteps) return (lr * (step + 1)) / (warmupSteps + 1);
    if (step >= totalSteps) return minLr;
    const fallen = (step - warmupSteps) / (totalSteps - warmupSteps);
    return minLr + 0.5 * (1 + math.cos(Math.PI * fallen)) * (lr - minLr);
  };
}
