import { EngineError, OutOfMemoryError } from "./errors.js";
import { FreeBlocks, smallestListed } from "./free-blocks.js";

/** What is held of an engine's memory: bytes used by live blocks, bytes reserved, the most ever used, live blocks. */
export interface MemoryUse {
  readonly used: number;
  readonly reserved: number;
  readonly peak: number;
  readonly blocks: number;
}

const unitBytes = 64; // the alignment: a cache line
const smallUnits = 512; // up to 32 KiB a freed block keeps its size, for the next block of that class
const live = 1;
const cached = 2;
const free = 3;

/**
 * Hands out blocks of a growing memory, aligned to 64 bytes. Small blocks are kept in lists by size class; large ones are
 * best-fit, and freed neighbours coalesce.
 *
 * The block map has an entry for every 64-byte unit: (size in units) << 2 | state at a block's first unit, the same at the
 * last unit of a free block, else 0 or a free list's link.
 * Source: Knuth 1997, The Art of Computer Programming, volume 1, section 2.5, algorithm C (boundary tags).
 */
export class Allocator {
  readonly #base: number;
  readonly #limit: number;
  readonly #grow: (bytes: number) => number;
  #end: number; // in bytes
  #map: Int32Array;
  readonly #free: FreeBlocks = new FreeBlocks();
  readonly #caches: number[][] = Array.from({ length: classOf(smallUnits) + 1 }, () => []);
  #usedUnits = 0;
  #peakUnits = 0;
  #blocks = 0;

  /**
   * The heap begins at `base` and ends at `end`; `grow` is asked for at least so many bytes more and returns the new end,
   * or the old one where it cannot. `limit` is the most that the whole memory may have.
   */
  constructor(options: { base: number; end: number; limit: number; grow: (bytes: number) => number }) {
    this.#base = Math.ceil(options.base / unitBytes) * unitBytes;
    this.#end = this.#base;
    this.#limit = options.limit;
    this.#grow = options.grow;
    this.#map = new Int32Array(0);
    this.#extend(options.end);
  }

  /** A block of at least `bytes`, not zeroed. Throws: OutOfMemoryError. */
  allocate(bytes: number): number {
    const wanted = bytes <= unitBytes ? 1 : Math.ceil(bytes / unitBytes);
    let unit: number;
    if (wanted <= smallUnits) {
      const sizeClass = classOf(wanted);
      unit = this.#caches[sizeClass]!.pop() ?? this.#carve(sizeOf(sizeClass), bytes);
    } else unit = this.#carve(wanted, bytes);
    const size = this.#map[unit]! >> 2;
    this.#map[unit] = (size << 2) | live;
    this.#blocks++;
    this.#usedUnits += size;
    if (this.#usedUnits > this.#peakUnits) this.#peakUnits = this.#usedUnits;
    return this.#base + unit * unitBytes;
  }

  /** Gives a block back. Throws: EngineError when no live block begins there, as after a second free. */
  free(address: number): void {
    const offset = address - this.#base;
    const unit = offset >>> 6; // whole units are shifted faster than divided
    const entry = unit * unitBytes === offset ? (this.#map[unit] ?? 0) : 0;
    if (entry <= 0 || (entry & 3) !== live) throw notLive(address, entry);
    const size = entry >> 2;
    this.#blocks--;
    this.#usedUnits -= size;
    const sizeClass = size <= smallUnits ? classOf(size) : -1;
    if (sizeClass >= 0 && sizeOf(sizeClass) === size) {
      this.#map[unit] = (size << 2) | cached;
      this.#caches[sizeClass]!.push(unit);
    } else this.#release(unit, size);
  }

  memory(): MemoryUse {
    return {
      used: this.#usedUnits * unitBytes,
      reserved: this.#end,
      peak: this.#peakUnits * unitBytes,
      blocks: this.#blocks,
    };
  }

  /** Takes `size` units from the free blocks, growing the memory when none fits. */
  #carve(size: number, bytes: number): number {
    let unit = this.#free.bestFit(this.#map, size);
    if (unit < 0) {
      this.#dropCaches();
      unit = this.#free.bestFit(this.#map, size);
    }
    if (unit < 0) {
      this.#extend(this.#grow((size + smallestListed - this.#freeAtEnd()) * unitBytes));
      unit = this.#free.bestFit(this.#map, size);
    }
    if (unit < 0) throw new OutOfMemoryError(bytes, this.memory(), this.#limit);
    const map = this.#map;
    const found = map[unit]! >> 2;
    this.#free.remove(map, unit, found);
    map[unit + found - 1] = 0;
    const rest = found - size;
    if (rest < smallestListed) map[unit] = found << 2;
    else {
      map[unit] = size << 2;
      this.#list(unit + size, rest);
    }
    return unit;
  }

  /** Units of the free block at the end, which grows with the memory. */
  #freeAtEnd(): number {
    const last = this.#map.at(-1) ?? 0;
    return last > 0 && (last & 3) === free ? last >> 2 : 0;
  }

  /** Joins the block with its free neighbours and lists the result. */
  #release(unit: number, size: number): void {
    const map = this.#map;
    map[unit] = 0;
    const after = map[unit + size] ?? 0;
    if (after > 0 && (after & 3) === free) {
      this.#free.remove(map, unit + size, after >> 2);
      map[unit + size] = 0;
      map[unit + size + (after >> 2) - 1] = 0;
      size += after >> 2;
    }
    const before = unit > 0 ? map[unit - 1]! : 0;
    if (before > 0 && (before & 3) === free) {
      map[unit - 1] = 0;
      unit -= before >> 2;
      this.#free.remove(map, unit, before >> 2);
      map[unit] = 0;
      size += before >> 2;
    }
    this.#list(unit, size);
  }

  #list(unit: number, size: number): void {
    const tag = (size << 2) | free;
    this.#map[unit] = tag;
    this.#map[unit + size - 1] = tag;
    this.#free.insert(this.#map, unit, size);
  }

  /** Gives the kept small blocks back, so that they can coalesce; the very small stay, having no room for links. */
  #dropCaches(): void {
    for (const cache of this.#caches) {
      const size = cache.length > 0 ? this.#map[cache[0]!]! >> 2 : 0;
      if (size < smallestListed) continue;
      for (const unit of cache) this.#release(unit, size);
      cache.length = 0;
    }
  }

  /** Adds the memory up to `end` as a free block. */
  #extend(end: number): void {
    const first = Math.floor((this.#end - this.#base) / unitBytes);
    const units = Math.floor((end - this.#base) / unitBytes);
    if (units - first < smallestListed) return;
    this.#map = lengthened(this.#map, units);
    this.#end = this.#base + units * unitBytes;
    this.#release(first, units - first);
  }
}

/**
 * The map with room for more. Inside of blocks it is zero, and zeros that nobody writes take no memory: a copy of them would,
 * a sixteenth of all that is held.
 */
function lengthened(old: Int32Array, units: number): Int32Array {
  const map = new Int32Array(units);
  for (let unit = 0; unit < old.length; ) {
    const size = old[unit]! >> 2;
    const ends = Math.min(size, smallestListed - 1); // the header and the links
    for (let i = 0; i < ends; i++) map[unit + i] = old[unit + i]!;
    map[unit + size - 1] = old[unit + size - 1]!;
    unit += size;
  }
  return map;
}

/** Classes of at most 12.5 % waste: every size up to 8 units, then eight to a power of two. */
function classOf(units: number): number {
  if (units <= 8) return units;
  const log = 31 - Math.clz32(units - 1);
  return 8 * (log - 2) + ((units - 1) >> (log - 3)) - 7;
}

function sizeOf(sizeClass: number): number {
  if (sizeClass <= 8) return sizeClass;
  const log = Math.floor((sizeClass - 1) / 8) + 2;
  return (((sizeClass - 1) % 8) + 9) << (log - 3);
}

function notLive(address: number, entry: number): EngineError {
  const freed = entry > 0 && ((entry & 3) === cached || (entry & 3) === free);
  return new EngineError(
    "free",
    freed ? `the block at ${address} is already free.` : `no block begins at ${address}.`,
    {
      given: `address ${address}`,
      expected: "an address that allocate() returned and that was not freed since",
      fix: "free each block once",
    },
  );
}
