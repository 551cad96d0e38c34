import { EngineError } from "../errors.js";
import { formatBytes } from "../format-bytes.js";
import { jobFields, roomAt } from "../generated/word2vec-job.js";
import { pageBytes } from "../linear-memory.js";
import type { Word2vecChunk, Word2vecTables } from "./job.js";

/** Words of a chunk, and so of a sentence, at most. */
export const mostChunkWords = 10_000;

const firstByte = 4096; // below lie the constants of the module
const slotsBytes = 128;

export interface Word2vecSizes {
  /** Numbers in a row. */
  readonly dim: number;
  readonly inputRows: number;
  readonly outputRows: number;
}

/** All that the threads share: the rows that learn, the tables, and a block for each job that can be under way. */
export class Word2vecMemory {
  readonly memory: WebAssembly.Memory;
  /** Floats from row to row. */
  readonly stride: number;
  readonly input: Float32Array;
  readonly output: Float32Array;
  readonly #jobs: readonly { readonly at: number; readonly words: number; readonly ends: number }[];

  constructor(sizes: Word2vecSizes, tables: Word2vecTables, jobs: number, shared: boolean) {
    this.stride = Math.ceil(sizes.dim / 8) * 8;
    const rowBytes = this.stride * 4;
    const places = new Places();
    const input = places.reserve(sizes.inputRows * rowBytes);
    const output = places.reserve(sizes.outputRows * rowBytes);
    const arrays = arraysOf(tables);
    const tablePlaces = arrays.map((array) => (array ? places.reserve(array.byteLength) : 0));
    const roomBytes = roomAt + slotsBytes + 3 * rowBytes + 16 + 8 * tables.window + 4 * mostChunkWords;
    this.#jobs = Array.from({ length: jobs }, () => ({
      at: places.reserve(roomBytes),
      words: places.reserve(4 * mostChunkWords),
      ends: places.reserve(4 * mostChunkWords),
    }));
    this.memory = makeMemory(places.bytes, shared);
    const { buffer } = this.memory;
    this.input = new Float32Array(buffer, input, sizes.inputRows * this.stride);
    this.output = new Float32Array(buffer, output, sizes.outputRows * this.stride);
    for (const [i, array] of arrays.entries()) {
      if (array) new Int32Array(buffer, tablePlaces[i], array.length).set(array);
    }
    const [keep, negatives, pathEnds, paths, bagEnds, bags] = tablePlaces;
    for (const { at, words, ends } of this.#jobs) {
      this.#write(at, { input, output, rowBytes, words, ends, keep, negatives, pathEnds, paths, bagEnds, bags });
      this.#write(at, { negative: tables.negative, vocabulary: tables.keep.length, window: tables.window });
      this.#write(at, { isSkipGram: Number(tables.skipGram), isMean: Number(tables.mean) });
    }
  }

  /** Writes a chunk into a job's block. Returns the job's address. */
  place(job: number, { words, ends, lr, random }: Word2vecChunk): number {
    const places = this.#jobs[job]!;
    new Int32Array(this.memory.buffer, places.words, mostChunkWords).set(words);
    new Int32Array(this.memory.buffer, places.ends, mostChunkWords).set(ends);
    this.#write(places.at, { sentences: ends.length, random0: random[0], random1: random[1] });
    new Float32Array(this.memory.buffer, places.at + 4 * jobFields.indexOf("lr"), 1)[0] = lr;
    return places.at;
  }

  #write(at: number, fields: { readonly [name in (typeof jobFields)[number]]?: number | undefined }): void {
    const block = new Int32Array(this.memory.buffer, at, jobFields.length);
    for (const [i, name] of jobFields.entries()) block[i] = fields[name] ?? block[i]!;
  }
}

/** Hands out the memory from its beginning, in whole cache lines. */
class Places {
  bytes = firstByte;

  reserve(bytes: number): number {
    const at = this.bytes;
    this.bytes += Math.ceil(bytes / 64) * 64;
    return at;
  }
}

/** keep, negatives, ends and items of paths and of bags. */
function arraysOf({ keep, negatives, paths, bags }: Word2vecTables): (Int32Array | Uint32Array | undefined)[] {
  return [keep, negatives, paths?.ends, paths?.items, bags?.ends, bags?.items];
}

/** Throws: EngineError named OutOfMemoryError. */
function makeMemory(bytes: number, shared: boolean): WebAssembly.Memory {
  const pages = Math.ceil(bytes / pageBytes);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  } catch {
    const details = {
      given: `${formatBytes(bytes)} for all rows, tables and threads`,
      expected: "4 GiB at most, and as much as the machine gives",
      fix: "take a larger minCount, fewer dimensions, or fewer buckets for n-grams",
    };
    throw new EngineError("word2vec", "the vocabulary is too large for the memory.", details, "OutOfMemoryError");
  }
}
