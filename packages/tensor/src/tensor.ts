import "./symbol-dispose.js";
import type { Device } from "./device.js";
import type { DType, TypedArray } from "./dtype.js";
import { MemoryError, ShapeError } from "./errors.js";
import { formatTensor, type NestedArray, nestedArray } from "./format.js";
import type { Methods } from "./methods.js";
import { adoptNew, type MemoryScope } from "./scope.js";
import { formatShape, isContiguous, type Shape, sizeOf } from "./shape.js";
import { freeWhenForgotten, release, retain, type Storage } from "./storage.js";
import type { Tape } from "./tape.js";

const noTapes: readonly Tape[] = [];

/** Every op of `ops/` whose first parameter is a tensor is a method too. */
export interface Tensor extends Methods {}

/**
 * An array of numbers with a shape, on a device. Its contents never change (`assign` is the one exception); views made by
 * `reshape`, `transpose`, `slice` and `expand` share its storage.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the methods are put on the prototype by install-methods.ts
export class Tensor implements Disposable {
  readonly storage: Storage;
  readonly shape: Shape;
  /** In elements. */
  readonly strides: readonly number[];
  /** Of the first element, in elements. */
  readonly offset: number;
  /** The number of elements. */
  readonly size: number;
  /** True when the elements lie in row-major order without gaps. */
  readonly contiguous: boolean;
  /** The tapes that follow this tensor; kept by `record` and `valueAndGrad`. */
  tapes: readonly Tape[] = noTapes;
  /** The scope that frees this tensor; kept by the scopes. */
  scope: MemoryScope | null = null;
  #disposed = false;

  /** Not called directly: see the creation functions and the ops. With `root` no scope owns the tensor. */
  constructor(storage: Storage, shape: Shape, strides: readonly number[], offset: number, root: boolean = false) {
    this.storage = storage;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.size = sizeOf(shape);
    this.contiguous = isContiguous(shape, strides);
    retain(storage, shape);
    if (root) freeWhenForgotten(storage);
    else adoptNew(this);
  }

  get device(): Device {
    return this.storage.device;
  }

  get dtype(): DType {
    return this.storage.dtype;
  }

  /** The number of axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** The matrices transposed: the last two axes swapped. A view. */
  get mT(): Tensor {
    const axes = this.shape.map((_, i) => i);
    if (axes.length < 2) {
      throw new ShapeError("mT", "needs two axes at least.", {
        given: formatShape(this.shape),
        expected: "(..., M, N)",
      });
    }
    axes.push(axes.splice(-2, 1)[0]!);
    return this.transpose(axes);
  }

  /** The sizes, after checking that there are `rank` of them: `const [B, T, C] = x.dims(3)`. */
  dims(rank: 1): [number];
  dims(rank: 2): [number, number];
  dims(rank: 3): [number, number, number];
  dims(rank: 4): [number, number, number, number];
  dims(rank: number): number[] {
    if (this.shape.length !== rank) {
      throw new ShapeError("dims", `the tensor has not ${rank} ${rank === 1 ? "axis" : "axes"}.`, {
        given: formatShape(this.shape),
        expected: `${rank} ${rank === 1 ? "size" : "sizes"}`,
      });
    }
    return [...this.shape];
  }

  /** The only element, as a number. */
  item(): number {
    if (this.size !== 1) {
      throw new ShapeError("item", "the tensor has not one element.", {
        given: formatShape(this.shape),
        expected: "one element",
        fix: "reduce it first, or use toArray()",
      });
    }
    return this.data()[0]!;
  }

  /** A copy of the elements in row-major order. */
  data(): TypedArray {
    if (this.contiguous) return this.device.read(this.live(), this.offset, this.size);
    using constant = this.detach(); // reading is not recorded
    using x = constant.copy();
    return x.device.read(x.storage, 0, x.size);
  }

  /** A copy as nested arrays, a number for a scalar. */
  toArray(): NestedArray {
    return nestedArray(this.data(), this.shape);
  }

  /** The storage, after checking that it has not been freed. */
  live(): Storage {
    if (this.#disposed) throw usedAfterFree(this);
    return this.storage;
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  /** Frees the memory, unless a view still needs it. A second call does nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.scope = null;
    release(this.storage);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  toString(): string {
    return this.#disposed ? `Tensor(${this.dtype}, ${formatShape(this.shape)}, freed)` : formatTensor(this);
  }

  /** What the diff of an assertion and JSON.stringify show. */
  toJSON(): { shape: Shape; dtype: DType; values: NestedArray } {
    return { shape: this.shape, dtype: this.dtype, values: this.toArray() };
  }
}

function usedAfterFree({ dtype, shape }: Tensor): MemoryError {
  return new MemoryError("Tensor", "was used after it had been freed.", {
    given: `a ${dtype} tensor ${formatShape(shape)} whose scope has closed`,
    expected: "a tensor that is alive",
    fix: "call scope.keep(x) before the closing brace of the scope that made it",
  });
}
