import { math, philox4x32 } from "@cairn-ml/kernels";
import { currentNotes } from "./capture/current.js";
import type { DynamicNumber } from "./device.js";
import { ValueError } from "./errors.js";

/** What a stream needs to go on where it was: plain numbers, for a checkpoint. */
export interface RngState {
  readonly version: string;
  readonly key: readonly [number, number];
  /** The next block, low and high 32 bits. */
  readonly counter: readonly [number, number];
}

const forked = 0xf02c; // the last word of a fork's counter; draws have 0 there, so that they never meet
const block = new Uint32Array(4);

/**
 * A stream of random numbers: Philox4x32-10, the same numbers on every platform and device. A draw depends on the seed, the
 * forks that led here, and how many blocks were drawn before in this stream; never on other streams.
 *
 * Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3".
 */
export class Rng {
  /** Written into checkpoints; changes when the same seed would give other numbers. */
  static readonly version = "philox4x32-10/1";

  #key0: number;
  #key1: number;
  #parent: Rng | null = null; // of a fork whose key was not needed yet: most forks never draw
  #purpose = "";
  #step = 0;
  #low = 0; // the next block's counter: two 32-bit words
  #high = 0;

  /** `seed`: an integer from 0 to 2^53 - 1. Throws: ValueError. */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new ValueError("Rng", "the seed is not a non-negative integer.", {
        given: String(seed),
        expected: `an integer from 0 to ${Number.MAX_SAFE_INTEGER}`,
      });
    }
    this.#key0 = seed >>> 0;
    this.#key1 = Math.floor(seed / 2 ** 32);
  }

  static fromState({ version, key, counter }: RngState): Rng {
    if (version !== Rng.version) {
      throw new ValueError("Rng", "this state was written by another generator.", {
        given: version,
        expected: Rng.version,
        fix: "resume with the version of Cairn that wrote it",
      });
    }
    const rng = new Rng(0);
    [rng.#key0, rng.#key1] = key;
    [rng.#low, rng.#high] = counter;
    return rng;
  }

  state(): RngState {
    this.#settle();
    return { version: Rng.version, key: [this.#key0, this.#key1], counter: [this.#low, this.#high] };
  }

  /** A stream of its own for a purpose and a step; this stream does not move. */
  fork(purpose: string, step = 0): Rng {
    const rng = new Rng(0);
    rng.#parent = this;
    rng.#purpose = purpose;
    rng.#step = step;
    return rng;
  }

  /** Makes this the same stream at the same place as another; used by captured steps. */
  follow(other: Rng): void {
    other.#settle();
    this.#parent = null;
    this.#key0 = other.#key0;
    this.#key1 = other.#key1;
    this.#low = other.#low;
    this.#high = other.#high;
  }

  /** Works out the key of a fork. */
  #settle(): void {
    const parent = this.#parent;
    if (!parent) return;
    parent.#settle();
    const purpose = this.#purpose;
    let hash = 0x811c9dc5; // FNV-1a over UTF-16 units
    for (let i = 0; i < purpose.length; i++) hash = Math.imul(hash ^ purpose.charCodeAt(i), 0x01000193);
    philox4x32(this.#step, Math.floor(this.#step / 2 ** 32), hash, forked, parent.#key0, parent.#key1, block);
    this.#key0 = block[0]!;
    this.#key1 = block[1]!;
    this.#parent = null;
  }

  /** Reserves the blocks that `count` words need. Returns where they start and the key. */
  reserve(count: number): { key: readonly [number, number]; counter: readonly [number, number] } {
    if (count > 0) currentNotes()?.draws(this);
    const counter: [number, number] = [this.#low, this.#high];
    const low = this.#low + Math.ceil(count / 4);
    this.#low = low >>> 0;
    this.#high = (this.#high + Math.floor(low / 2 ** 32)) >>> 0;
    this.#settle();
    return { key: [this.#key0, this.#key1], counter };
  }

  /** The same as the `uniform` kernel takes it: two words of the key and two of the counter. */
  words(count: number): readonly [DynamicNumber, DynamicNumber, DynamicNumber, DynamicNumber] {
    const { key, counter } = this.reserve(count);
    return [key[0], key[1], counter[0], counter[1]];
  }

  /** `count` numbers in [0, 1), multiples of 2^-24: the same as the `uniform` kernel gives. */
  uniforms(count: number): Float64Array {
    const { key, counter } = this.reserve(count);
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      if ((i & 3) === 0) {
        const low = counter[0] + (i >>> 2);
        philox4x32(low, counter[1] + Math.floor(low / 2 ** 32), 0, 0, key[0], key[1], block);
      }
      values[i] = (block[i & 3]! >>> 8) * 2 ** -24;
    }
    return values;
  }

  /** `count` draws of the normal distribution (mean 0, deviation 1), by pairs. Source: Box & Muller 1958. */
  normals(count: number): Float64Array {
    const u = this.uniforms(count + (count & 1));
    for (let i = 0; i < u.length; i += 2) {
      const radius = Math.sqrt(-2 * math.log(1 - u[i]!)); // 1 - u is in (0, 1]
      const angle = 2 * Math.PI * u[i + 1]!;
      u[i] = radius * math.cos(angle);
      u[i + 1] = radius * math.sin(angle);
    }
    return u.subarray(0, count);
  }

  /** One number in [0, 1) with 53 random bits. */
  uniform(): number {
    const { key, counter } = this.reserve(4);
    philox4x32(counter[0], counter[1], 0, 0, key[0], key[1], block);
    return ((block[0]! >>> 5) * 2 ** 26 + (block[1]! >>> 6)) * 2 ** -53;
  }

  /** An integer in [0, below), for `below` up to 2^32; bias below 2^-21. */
  integer(below: number): number {
    return Math.floor(this.uniform() * below);
  }
}
