import { execute } from "../generated/dispatch";
import { controlBase, scratchBase, scratchBytes } from "../generated/layout";

export * from "../generated/dispatch";

/*
 * Fork and join. Thread 0 walks the program. A record whose op word has a chunk length in its upper half is cut into chunks
 * of that many units of its extent (its second byte says whether that is worth waking threads that sleep); whoever is
 * there takes one after the other, so that a thread which is late or asleep costs nothing but its help. How a record is cut
 * depends on its shape alone, and kernels give the same bits however it is.
 *
 * What thread 0 and workers write lies in cache lines apart. TypeScript knows these words too: src/threads/control.ts.
 */
const open: usize = controlBase; // chunks that nobody has taken: first | end << 16; then how many sleep until it changes
const record: usize = controlBase + 8; // the record that they belong to
const missed: usize = controlBase + 12; // forks while somebody slept
const finished: usize = controlBase + 64; // chunks that workers did of this record (one that fails adds very many); sleepers
const stop: usize = controlBase + 128; // 1: workers return
const patience: usize = controlBase + 136; // nanoseconds; after eight of them without a finished chunk a worker counts as dead

const spins = 50000; // about 25 µs: waking a thread that sleeps takes as long
const shortSpins = 2000;

/** Executes the records in [program, programEnd) with all threads. Returns the record that a worker failed in, or 0. */
export function run(program: usize, programEnd: usize): usize {
  for (let at = program; at < programEnd; at += load<u32>(at, 4) << 2) {
    const length = load<u16>(at, 2) as i32;
    const extent = load<i32>(at, 8);
    if (length === 0) execute(at, 0, extent, scratchBase);
    else if (!fork(at, (extent - 1) / length + 1)) return at;
  }
  return 0;
}

/**
 * What a worker does until it is told to stop. When it has looked for work in vain it looks but shortly, the next fifteen
 * times: it may have the very core that thread 0 waits for.
 */
export function work(thread: i32): void {
  let naps = 0;
  while (true) {
    help(thread);
    const seen = atomic.load<u32>(open);
    if (seen >>> 16 > (seen & 0xffff)) continue;
    if (atomic.load<i32>(stop)) return; // read after `open`, which whoever stops us changes last: else we could sleep through it
    naps = waitWhile(open, seen, naps & 15 ? shortSpins : spins, -1) < 0 ? 0 : naps + 1;
  }
}

function fork(at: usize, chunks: i32): bool {
  store<usize>(record, at);
  store<i32>(finished, 0);
  atomic.store<i32>(open, chunks << 16);
  if (atomic.load<i32>(open, 4)) {
    const count = load<i32>(missed) + 1;
    store<i32>(missed, count);
    if (load<u8>(at, 1) || !(count & 7)) atomic.notify(open, chunks - 1); // worth it, or one of many
  }
  return join(chunks - help(0));
}

/** Takes and executes chunks while there are any. Returns how many. */
function help(thread: i32): i32 {
  const scratch: usize = scratchBase + (thread as usize) * scratchBytes;
  let count = 0;
  for (let chunk = take(thread); chunk >= 0; chunk = take(thread)) {
    const at = load<usize>(record);
    const length = load<u16>(at, 2) as i32;
    const begin = chunk * length;
    const left = load<i32>(at, 8) - begin;
    execute(at, begin, begin + (left < length ? left : length), scratch);
    count++;
    if (thread) {
      atomic.add<i32>(finished, 1);
      if (atomic.load<i32>(finished, 4)) atomic.notify(finished, 1);
    }
  }
  return count;
}

/**
 * Thread 0 takes from the front and workers from the back, so that launches over the same arrays find in each thread's cache
 * what it wrote there. Returns a chunk, or -1.
 */
function take(thread: i32): i32 {
  while (true) {
    const seen = atomic.load<u32>(open);
    const first = seen & 0xffff;
    const end = seen >>> 16;
    if (first >= end) return -1;
    const left = thread ? seen - 0x10000 : seen + 1;
    if (atomic.cmpxchg<u32>(open, seen, left) === seen) return thread ? end - 1 : first;
  }
}

/** Waits until workers have done so many chunks. Returns whether they have. */
function join(count: i32): bool {
  let vain = 0; // of eight: where the whole process was halted one ends late, though the workers are well
  while (vain < 8) {
    const seen = atomic.load<i32>(finished);
    if (seen >= count) return seen === count;
    vain = waitWhile(finished, seen, spins, load<i64>(patience)) === AtomicWaitResult.TIMED_OUT ? vain + 1 : 0;
  }
  return false;
}

/** Looks so often whether the word has another value, then sleeps until it is told. Returns -1, or how the sleep ended. */
function waitWhile(word: usize, value: i32, times: i32, timeout: i64): i32 {
  for (let i = 0; i < times; i++) if (atomic.load<i32>(word) !== value) return -1;
  atomic.add<i32>(word, 1, 4);
  const result = atomic.wait<i32>(word, value, timeout);
  atomic.sub<i32>(word, 1, 4);
  return result;
}
