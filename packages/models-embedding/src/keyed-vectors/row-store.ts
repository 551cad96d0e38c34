import { createHalfRows, type HalfRows, wasmFeatures } from "@cairn-ml/kernels";
import { defaultDevice, memoryScope, Tensor } from "@cairn-ml/tensor";
import { toHalf, widenHalf } from "../formats/half.js";
import { norm } from "./vector-math.js";

/**
 * Rows that lie together: here until the first search and on the device from then on; or as float16, in a memory of theirs or,
 * where that is full, here.
 */
interface RowBlock {
  readonly first: number;
  readonly count: number;
  rows: Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | null;
  tensor: Tensor | null; // (count, dim)
}

/** The products of some rows with queries. */
export interface Products {
  readonly first: number;
  readonly count: number;
  /** (queries, count) */
  readonly values: Float32Array;
}

/**
 * The rows of a table, in blocks, so that no array has gigabytes and a table of 3.6 GB is held once: the first product takes the
 * rows to the device, which frees those here; what does not fit there is taken there anew for each product. Rows of float16 have a
 * memory and a product of their own.
 */
export class RowStore {
  readonly dim: number;
  readonly #isHalf: boolean;
  readonly #halves: HalfRows | null;
  readonly #blocks: RowBlock[] = [];
  #count = 0;
  #deviceIsFull = false;

  /** With `halves`, or with `isHalf`, rows are kept as float16. */
  constructor(dim: number, isHalf: boolean, halves: HalfRows | null = null) {
    this.dim = dim;
    this.#isHalf = isHalf;
    this.#halves = halves;
  }

  /** As `new RowStore`; float16 is searched faster. */
  static async create(dim: number, isHalf: boolean): Promise<RowStore> {
    return new RowStore(dim, isHalf, isHalf && wasmFeatures().simd ? await createHalfRows(dim) : null);
  }

  get count(): number {
    return this.#count;
  }

  /** Adds rows, and keeps the array. */
  add(rows: Float32Array<ArrayBuffer>): void {
    const count = rows.length / this.dim;
    if (count === 0) return;
    this.#blocks.push({ first: this.#count, count, rows: this.#isHalf ? this.#keepHalf(rows) : rows, tensor: null });
    this.#count += count;
  }

  /** Null where the memory for halves has them; their rows come first there, with the same numbers as here. */
  #keepHalf(rows: Float32Array<ArrayBuffer>): Uint16Array<ArrayBuffer> | null {
    const halves = toHalf(rows);
    const isNext = this.#halves?.count === this.#count;
    return isNext && this.#halves!.add(halves) ? null : halves;
  }

  /** A copy of row i. */
  row(i: number): Float32Array<ArrayBuffer> {
    const { first, rows, tensor } = this.#blockOf(i);
    const begin = (i - first) * this.dim;
    if (tensor) return Float32Array.from(tensor.device.read(tensor.live(), begin, this.dim));
    return floats(rows ? rows.subarray(begin, begin + this.dim) : this.#halves!.rows(i, i + 1));
  }

  /** Copies of all rows, block by block. */
  *copies(): Generator<Float32Array<ArrayBuffer>> {
    for (const block of this.#blocks) yield this.#copy(block);
  }

  #copy({ first, count, rows, tensor }: RowBlock): Float32Array<ArrayBuffer> {
    return tensor ? Float32Array.from(tensor.data()) : floats(rows ?? this.#halves!.rows(first, first + count));
  }

  /** The length of each row, in double precision. */
  norms(): Float64Array {
    const norms = new Float64Array(this.#count);
    let i = 0;
    for (const block of this.#blocks) {
      const rows = block.rows instanceof Float32Array ? block.rows : this.#copy(block);
      for (let begin = 0; begin < rows.length; begin += this.dim) norms[i++] = norm(rows, begin, this.dim);
    }
    return norms;
  }

  /** Takes rows to the device, as far as they fit. Products do so too. */
  prepare(): void {
    for (const block of this.#blocks) this.#take(block);
  }

  /** The products of rows [0, end) with queries (queries, dim), block by block. */
  *products(queries: Float32Array, end: number): Generator<Products> {
    const count = queries.length / this.dim;
    for (const block of this.#blocks) {
      if (block.first >= end) return;
      this.#take(block);
      yield { first: block.first, count: block.count, values: this.#product(block, queries, count) };
    }
  }

  #product({ first, count, rows, tensor }: RowBlock, queries: Float32Array, queryCount: number): Float32Array {
    if (!tensor && !rows) {
      const values = this.#halfProduct(queries, first, first + count);
      if (values) return values;
    }
    using _ = memoryScope();
    const host = () => (rows instanceof Float32Array ? rows : floats(rows ?? this.#halves!.rows(first, first + count)));
    const here = tensor ?? onDevice(host(), [count, this.dim]);
    const query = onDevice(queries, [queryCount, this.dim]);
    const values = query.matmul(here.mT).data();
    if (!tensor) here.dispose();
    query.dispose();
    return values instanceof Float32Array ? values : Float32Array.from(values);
  }

  /** Null where the memory for halves has no room for results. */
  #halfProduct(queries: Float32Array, first: number, end: number): Float32Array | null {
    const count = queries.length / this.dim;
    const values = new Float32Array(count * (end - first));
    for (let q = 0; q < count; q++) {
      const query = queries.subarray(q * this.dim, (q + 1) * this.dim);
      const one = this.#halves!.products(query, first, end);
      if (!one) return null;
      values.set(one, q * (end - first));
    }
    return values;
  }

  #take(block: RowBlock): void {
    if (block.tensor || this.#deviceIsFull || !(block.rows instanceof Float32Array)) return;
    try {
      block.tensor = onDevice(block.rows, [block.count, this.dim]);
      (block.rows.buffer as Transferable).transfer?.(0); // frees it now; the collector would let gigabytes lie
      block.rows = null;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "OutOfMemoryError") throw error;
      this.#deviceIsFull = true;
    }
  }

  #blockOf(i: number): RowBlock {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#blocks[middle]!.first <= i) low = middle;
      else high = middle - 1;
    }
    return this.#blocks[low]!;
  }
}

/** What Node 20 does not have. */
interface Transferable {
  transfer?(length: number): ArrayBuffer;
}

/** A tensor that no memory scope frees. */
function onDevice(values: Float32Array, [rows, dim]: readonly [number, number]): Tensor {
  const device = defaultDevice();
  const storage = device.allocate(device.float, values.length);
  device.write(storage, 0, values);
  return new Tensor(storage, [rows, dim], [dim, 1], 0, true);
}

/** A copy as float32. */
function floats(rows: Float32Array | Uint16Array): Float32Array<ArrayBuffer> {
  const copy = new Float32Array(rows.length);
  if (rows instanceof Uint16Array) widenHalf(rows, copy);
  else copy.set(rows);
  return copy;
}
