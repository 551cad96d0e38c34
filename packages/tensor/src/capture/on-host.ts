import type { Tensor } from "../tensor.js";
import { currentNotes } from "./current.js";

/**
 * Work of the host within a step: runs `f(...tensors)` now, and when a captured step is replayed again at this place. It may
 * read the tensors; others that the step computes are gone in a replay. Outside `capture` it is a plain call.
 *
 * What `f` finds out reaches the rest of the step through what it throws, or through functions in the place of a launch's
 * numbers, which a replay asks again.
 */
export function onHost<T extends readonly Tensor[]>(f: (...tensors: T) => void, ...tensors: T): void {
  const notes = currentNotes();
  if (notes) notes.onHost(f as unknown as (...tensors: Tensor[]) => void, tensors);
  else f(...tensors);
}

/**
 * For ops: looks at the numbers in `x`. As `onHost`, but a replay does it before anything has run where `x` comes from outside
 * the step, and not again where `x` is the same each time.
 */
export function inspect(f: (x: Tensor) => void, x: Tensor): void {
  const notes = currentNotes();
  if (notes) notes.inspect(f, x);
  else f(x);
}

/**
 * For what keeps state on the host that launches ask for by functions, such as an optimiser's rate: says that it is changed. A
 * captured step may do so by `onHost` only.
 */
export function changedOnHost(what: string): void {
  currentNotes()?.changed(what);
}
