import { sizeOf, type Tensor } from "@cairn-ml/tensor";
import * as tf from "@tensorflow/tfjs-core";
import { addresses, boxOf } from "./box.js";
import type { Elements } from "./elements.js";

/** What the storage of an operand holds; the device has checked that it is one of its own. */
function elementsOf(x: Tensor): Elements {
  return x.storage.handle as Elements;
}

/** The elements from where `x` begins, as many as the shape has. */
export function load(x: Tensor, shape: number[]): tf.Tensor {
  return tf.reshape(elementsOf(x).part(x.offset, sizeOf(shape)), shape);
}

/** The elements of a walk from where `x` begins. An axis of stride 0 has size 1 in the result, for the op to broadcast. */
export function loadStrided(x: Tensor, sizes: readonly number[], strides: readonly number[]): tf.Tensor {
  const walked = sizes.map((n, i) => (strides[i] === 0 ? Math.min(n, 1) : n));
  if (isRowMajor(walked, strides)) return load(x, walked);
  const { tensor, length } = elementsOf(x);
  const box = boxOf(length, x.offset, walked, strides);
  if (!box) return tf.reshape(tf.gather(tensor, addresses(x.offset, walked, strides)), walked);
  const whole = tf.reshape(tensor, [...box.shape]);
  const part = sizeOf(walked) === length ? whole : tf.slice(whole, [...box.begin], [...box.size]);
  const straight = tf.reshape(part, box.size.slice(0, box.order.length));
  return tf.reshape(tf.transpose(straight, [...box.back]), walked);
}

/** The same, repeated along the axes of stride 0. */
export function loadWhole(x: Tensor, sizes: readonly number[], strides: readonly number[]): tf.Tensor {
  return repeated(loadStrided(x, sizes, strides), sizes);
}

/** Broadcast to a shape. The op for that is a hundred times slower on the wasm backend than a product with ones. */
export function repeated(x: tf.Tensor, shape: readonly number[]): tf.Tensor {
  return x.size === sizeOf(shape)
    ? tf.reshape(x, [...shape])
    : tf.mul(x, tf.ones([...shape], x.dtype as "float32" | "int32"));
}

/** Writes the elements from where `y` begins. */
export function store(y: Tensor, value: tf.Tensor): void {
  const elements = elementsOf(y);
  if (value.size === elements.length) elements.tensor = value;
  else storeStrided(y, value, [value.size], [1]);
}

/** Writes the elements of a walk from where `y` begins; the value is of the walk's sizes. */
export function storeStrided(y: Tensor, value: tf.Tensor, sizes: readonly number[], strides: readonly number[]): void {
  if (value.size === 0) return;
  const elements = elementsOf(y);
  const box = boxOf(elements.length, y.offset, sizes, strides);
  if (!box) {
    const indices = tf.tensor2d(addresses(y.offset, sizes, strides), [value.size, 1], "int32");
    elements.tensor = tf.tensorScatterUpdate(elements.tensor, indices, tf.reshape(value, [value.size]));
    return;
  }
  const straight = tf.reshape(
    value,
    sizes.filter((n) => n > 1),
  );
  const part = tf.reshape(tf.transpose(straight, [...box.order]), [...box.size]);
  const isWhole = value.size === elements.length;
  elements.tensor = isWhole ? part : replaced(tf.reshape(elements.tensor, [...box.shape]), part, box.begin, 0);
}

function isRowMajor(sizes: readonly number[], strides: readonly number[]): boolean {
  let span = 1;
  return sizes.every((_, i) => {
    const axis = sizes.length - 1 - i;
    const follows = sizes[axis] === 1 || strides[axis] === span;
    span *= sizes[axis]!;
    return follows;
  });
}

/** `whole` with `part` in place of what was there from `begin` on, along `axis` and those after it. */
function replaced(whole: tf.Tensor, part: tf.Tensor, begin: readonly number[], axis: number): tf.Tensor {
  if (axis === whole.rank) return part;
  const [n, first] = [whole.shape[axis]!, begin[axis]!];
  const last = first + part.shape[axis]!;
  const between = (from: number, to: number) => {
    const start = whole.shape.map((_, i) => (i === axis ? from : 0));
    const size = whole.shape.map((length, i) => (i === axis ? to - from : length));
    return tf.slice(whole, start, size);
  };
  const middle = replaced(between(first, last), part, begin, axis + 1);
  const parts = [between(0, first), middle, between(last, n)];
  return tf.concat(
    parts.filter(({ size }) => size > 0),
    axis,
  );
}
