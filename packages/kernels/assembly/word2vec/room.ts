import { roomAt, rowBytesAt, windowAt } from "../generated/job";

/*
 * A thread's own room: the slots of six targets, a row of zeros for slots that stay empty, the mean of a bag, the change that
 * its rows get, the bag's words, and the words of a sentence that subsampling left.
 */
const rowsAt: usize = roomAt + 128;

export function slotsOf(job: usize): usize {
  return job + roomAt;
}

export function idleRow(job: usize): usize {
  return job + rowsAt;
}

export function meanRow(job: usize): usize {
  return job + rowsAt + load<usize>(job, rowBytesAt);
}

export function workRow(job: usize): usize {
  return job + rowsAt + 2 * load<usize>(job, rowBytesAt);
}

/** How many words the bag holds, then those. */
export function bagOf(job: usize): usize {
  return job + rowsAt + 3 * load<usize>(job, rowBytesAt);
}

export function sentenceOf(job: usize): usize {
  return bagOf(job) + 16 + 8 * load<usize>(job, windowAt);
}

/** The zeros of the idle row. */
export function prepareRoom(job: usize): void {
  memory.fill(idleRow(job), 0, load<usize>(job, rowBytesAt));
}
