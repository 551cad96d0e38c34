import { GradientError } from "./errors.js";
import type { Tensor } from "./tensor.js";

/** Given the gradient of the result, the gradient of each input; null where an input has none. */
export type Backward = (dy: Tensor) => readonly (Tensor | null)[];

/** What `record` needs of a tape; autograd walks it. */
export interface Tape {
  /** False once the recorded function has returned. */
  readonly recording: boolean;
  append(output: Tensor, inputs: readonly Tensor[], backward: Backward): void;
}

const noTapes: readonly Tape[] = [];

/** The tapes that are recording and that follow one of these tensors. */
function tapesOf(inputs: readonly Tensor[]): readonly Tape[] {
  let found: Tape[] | null = null;
  for (const x of inputs) {
    for (const tape of x.tapes) {
      if (tape.recording && !found?.includes(tape)) {
        found ??= [];
        found.push(tape);
      }
    }
  }
  return found ?? noTapes;
}

/** True when a tape that is recording follows one of these tensors. */
export function isRecorded(...inputs: readonly (Tensor | null)[]): boolean {
  return inputs.some((x) => x?.tapes.some((tape) => tape.recording));
}

/** Notes on every tape that follows an input how the gradient of `y` becomes theirs. Returns `y`. */
export function record(y: Tensor, inputs: readonly Tensor[], backward: Backward): Tensor {
  const tapes = tapesOf(inputs);
  if (tapes.length === 0) return y;
  y.tapes = tapes;
  for (const tape of tapes) tape.append(y, inputs, backward);
  return y;
}

/**
 * For an op that has no gradient: returns `y`, unless a gradient is wanted.
 *
 * Throws: GradientError naming the op when a tape follows an input: a gradient is never dropped in silence.
 */
export function recordNothing(op: string, y: Tensor, inputs: readonly Tensor[]): Tensor {
  if (tapesOf(inputs).length > 0) {
    throw new GradientError(op, "has no gradient.", {
      given: "an input that is being differentiated",
      expected: "an input that the loss does not depend on through this op",
      fix: "compute it outside valueAndGrad, or pass x.detach() if its gradient is meant to be zero",
    });
  }
  return y;
}
