import { GradientError } from "./errors.js";
import type { Tensor } from "./tensor.js";

/** What an op was given: a number has no gradient. */
export type Input = Tensor | number;

/** Given the gradient of the result, the gradient of each input; null where an input has none. */
export type Backward = (dy: Tensor) => readonly (Tensor | null)[];

/** What `record` needs of a tape; autograd walks it. */
export interface Tape {
  /** False once the recorded function has returned. */
  readonly recording: boolean;
  append(output: Tensor, inputs: readonly Input[], backward: Backward): void;
}

let recording = 0;

/** Used by tapes: one begins to record, or ends. */
export function countRecording(change: 1 | -1): void {
  recording += change;
}

/** True while some tape records, whatever it follows. */
export function isRecording(): boolean {
  return recording > 0;
}

const noTapes: readonly Tape[] = [];

/** The tapes that are recording and that follow one of these inputs. */
function tapesOf(inputs: readonly Input[]): readonly Tape[] {
  let found = noTapes;
  if (recording === 0) return found;
  for (let i = 0; i < inputs.length; i++) {
    const x = inputs[i]!;
    if (typeof x === "number" || x.tapes.length === 0) continue;
    for (const tape of x.tapes) if (tape.recording && !found.includes(tape)) found = [...found, tape];
  }
  return found;
}

/** True when a tape that is recording follows one of these inputs. */
export function isRecorded(...inputs: readonly (Input | null)[]): boolean {
  if (recording === 0) return false;
  for (const x of inputs) {
    if (x === null || typeof x === "number") continue;
    for (const tape of x.tapes) if (tape.recording) return true;
  }
  return false;
}

/** Notes on every tape that follows an input how the gradient of `y` becomes theirs. Returns `y`. */
export function record(y: Tensor, inputs: readonly Input[], backward: Backward): Tensor {
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
export function recordNothing(op: string, y: Tensor, inputs: readonly Input[]): Tensor {
  if (tapesOf(inputs).length > 0) {
    throw new GradientError(op, "has no gradient.", {
      given: "an input that is being differentiated",
      expected: "an input that the loss does not depend on through this op",
      fix: "compute it outside valueAndGrad, or pass x.detach() if its gradient is meant to be zero",
    });
  }
  return y;
}
