import { bytesPerElement, type DType, isFloat, type TypedArray } from "@cairn-ml/tensor";
import * as tf from "@tensorflow/tfjs-core";

/**
 * What a storage holds. A tensor of TensorFlow.js never changes, so whoever writes puts another in its place. int8, uint8
 * and bool are int32 there: its bytes have few kernels, and its bool no arithmetic.
 */
export class Elements {
  readonly dtype: DType;
  readonly length: number;
  #tensor: tf.Tensor | null = null; // until something is written: most storages are written whole, and need no zeros

  constructor(dtype: DType, length: number) {
    this.dtype = dtype;
    this.length = length;
  }

  /** All of them, of shape (length). */
  get tensor(): tf.Tensor {
    if (!this.#tensor) this.tensor = tf.zeros([this.length], isFloat(this.dtype) ? "float32" : "int32");
    return this.#tensor!;
  }

  set tensor(value: tf.Tensor) {
    const old = this.#tensor;
    this.#tensor = tf.keep(tf.reshape(value, [this.length])); // a tensor of its own on the same data
    old?.dispose();
  }

  /** `length` of them from `offset` on. */
  part(offset: number, length: number): tf.Tensor {
    return length === this.length ? this.tensor : tf.slice(this.tensor, [offset], [length]);
  }

  /** Overwrites those from `offset` on. */
  write(offset: number, data: ArrayLike<number>): void {
    const values = tf.tensor1d(isFloat(this.dtype) ? Float32Array.from(data) : Int32Array.from(data));
    if (data.length === this.length) {
      this.tensor = values;
      return;
    }
    const after = offset + data.length;
    const parts = [this.part(0, offset), values, this.part(after, this.length - after)];
    this.tensor = tf.concat(parts.filter(({ size }) => size > 0));
  }

  /** A copy of `length` of them from `offset` on. */
  read(offset: number, length: number): TypedArray {
    const values = this.part(offset, length).dataSync<"float32" | "int32">();
    if (this.dtype === "int8") return Int8Array.from(values);
    return bytesPerElement[this.dtype] === 1 ? Uint8Array.from(values) : values.slice();
  }

  free(): void {
    this.#tensor?.dispose();
    this.#tensor = null;
  }
}
