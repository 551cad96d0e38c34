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

/** The error of a training whose numbers have grown without end. */
export function runAway({ what, value, losses, step, lr, clipNorm, saved }: RunAway): ValueError {
  const last = Number.isFinite(losses.last) ? `; the last finite loss was ${Number(losses.last.toPrecision(4))}` : "";
  const rate = rateToTry(lr, losses);
  return new ValueError("fit", `the ${what} is not a finite number: the training has run away.`, {
    given: `${value} in step ${step}, lr ${lr}${last}`,
    expected: `a finite ${what}`,
    fix:
      `lower the learning rate, to ${Number(rate.toPrecision(1))} say${clipNorm === undefined ? ", or clip the gradients" : ""}` +
      (saved ? "; the last checkpoint is as it was" : ""),
  });
}

/**
 * A tenth, or less where the losses say so: a loss that is a parabola of curvature c grows by (1 - lr c)² in a step, and the
 * step of 1 / c is the one that reaches its bottom.
 */
function rateToTry(lr: number, { last, before }: LossesBefore): number {
  const growth = last / before;
  return lr / Math.max(10, growth > 0 && growth < Infinity ? 1 + Math.sqrt(growth) : 0);
}
