import { ValueError } from "@cairn-ml/tensor";
import type { LossesBefore } from "./training-step.js";

export interface RunAway {
  /** What is no finite number: "loss". */
  readonly what: string;
  readonly value: number;
  readonly losses: LossesBefore;
  /** The step that was not made, counted from 1. */
  readonly step: number;
  readonly lr: number;
  readonly clipNorm: number | undefined;
  /** Whether there is a checkpoint. */
  readonly saved: boolean;
}

const largest = (2 - 2 ** -23) * 2 ** 127; // of float32

/** The error of a training whose numbers have grown without end. */
export function runAway({ what, value, losses, step, lr, clipNorm, saved }: RunAway): ValueError {
  const last = Number.isFinite(losses.last) ? `; the last finite loss was ${Number(losses.last.toPrecision(4))}` : "";
  if (step === 1) return badStart(what, value);
  const rate = rateToTry(lr, value, losses);
  return new ValueError("fit", `the ${what} is not a finite number: the training has run away.`, {
    given: `${value} in step ${step}, lr ${lr}${last}`,
    expected: `a finite ${what}`,
    fix:
      `lower the learning rate, to ${Number(rate.toPrecision(1))} say${clipNorm === undefined ? ", or clip the gradients" : ""}` +
      (saved ? "; the last checkpoint is as it was" : ""),
  });
}

/** No step was made yet, so that the rate has no part in it. */
function badStart(what: string, value: number): ValueError {
  return new ValueError("fit", `the ${what} is not a finite number before the first step.`, {
    given: `${value} in step 1`,
    expected: `a finite ${what}`,
    fix: "look at the data for numbers that are very large, and at the weights that it begins with",
  });
}

/**
 * A tenth, or less where the losses say so: a loss that is a parabola of curvature c grows by (1 - lr c)² in a step, and the
 * step of 1 / c is the one that reaches its bottom.
 */
function rateToTry(lr: number, value: number, { last, before }: LossesBefore): number {
  const growth = value === Infinity && Number.isNaN(before) ? largest / last : last / before; // of one loss: at least so much
  return lr / Math.max(10, growth > 0 && growth < Infinity ? 1 + Math.sqrt(growth) : 0);
}
