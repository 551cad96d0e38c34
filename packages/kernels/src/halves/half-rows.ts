import { type BuildName, pickBuild } from "../builds.js";
import { pageBytes } from "../linear-memory.js";
import { loadHalvesBuild } from "./builds.js";

const mostPages = 65536; // 4 GiB
const firstByte = 4096; // below lie the constants of the module
const up = 2 ** 112; // see assembly/halves/products.ts

type Products = (rows: number, query: number, results: number, bytes: number, count: number) => void;

/** Makes room for rows of `dim` float16. Throws: EngineError without WebAssembly SIMD. */
export async function createHalfRows(dim: number, build: BuildName = pickBuild()): Promise<HalfRows> {
  const module = await WebAssembly.compile(await loadHalvesBuild(build));
  const shared = build.endsWith("-shared");
  const memory = new WebAssembly.Memory({ initial: 2, maximum: mostPages, shared });
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  return new HalfRows(dim, memory, (exports as unknown as { products: Products }).products);
}

/**
 * Rows of float16, given as their bits, in a memory of their own, up to 4 GiB, and their products with a row of float32.
 * Rows lie at multiples of 16 bytes; what is between them is 0.
 */
export class HalfRows {
  readonly dim: number;
  readonly #memory: WebAssembly.Memory;
  readonly #products: Products;
  readonly #stride: number; // halves from row to row
  readonly #rowsAt: number;
  #count = 0;

  constructor(dim: number, memory: WebAssembly.Memory, products: Products) {
    this.dim = dim;
    this.#memory = memory;
    this.#products = products;
    this.#stride = Math.ceil(dim / 8) * 8;
    this.#rowsAt = firstByte + 4 * this.#stride; // behind the query
  }

  get count(): number {
    return this.#count;
  }

  /** Adds rows at the end. False, and nothing is added, where the memory is full. */
  add(rows: Uint16Array): boolean {
    const count = rows.length / this.dim;
    const end = this.#rowsAt + 2 * this.#stride * (this.#count + count);
    if (!this.#reach(end)) return false;
    const begin = this.#rowsAt + 2 * this.#stride * this.#count;
    const halves = new Uint16Array(this.#memory.buffer, begin, this.#stride * count);
    if (this.#stride === this.dim) halves.set(rows);
    else {
      halves.fill(0); // results lay here
      for (let i = 0; i < count; i++) halves.set(rows.subarray(i * this.dim, (i + 1) * this.dim), i * this.#stride);
    }
    this.#count += count;
    return true;
  }

  /** A copy of the bits of rows [first, end). */
  rows(first: number, end: number): Uint16Array<ArrayBuffer> {
    const copy = new Uint16Array((end - first) * this.dim);
    for (let i = first; i < end; i++) {
      const row = new Uint16Array(this.#memory.buffer, this.#rowsAt + 2 * this.#stride * i, this.dim);
      copy.set(row, (i - first) * this.dim);
    }
    return copy;
  }

  /** The products of rows [first, end) with a query. Its numbers must be below 32768. Null where the memory is full. */
  products(query: Float32Array, first: number, end: number): Float32Array<ArrayBuffer> | null {
    const resultsAt = this.#rowsAt + 2 * this.#stride * this.#count; // behind the rows; the next ones may overwrite them
    if (!this.#reach(resultsAt + 4 * (end - first))) return null;
    const { buffer } = this.#memory;
    new Float32Array(buffer, firstByte, this.#stride).fill(0).set(query.map((value) => value * up));
    const rowsAt = this.#rowsAt + 2 * this.#stride * first;
    this.#products(rowsAt, firstByte, resultsAt, 2 * this.#stride, end - first);
    return new Float32Array(buffer, resultsAt, end - first).slice();
  }

  /** Grows the memory until it has `bytes`. False where it cannot. */
  #reach(bytes: number): boolean {
    const missing = Math.ceil((bytes - this.#memory.buffer.byteLength) / pageBytes);
    if (missing <= 0) return true;
    try {
      this.#memory.grow(missing);
      return true;
    } catch {
      return false;
    }
  }
}
