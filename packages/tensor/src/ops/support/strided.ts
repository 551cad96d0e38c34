import { emptyLike } from "../../creation.js";
import { bytesPerElement } from "../../dtype.js";
import { DTypeError } from "../../errors.js";
import { stridesOf } from "../../shape.js";
import { Tensor } from "../../tensor.js";
import { type Axis, mergeAxes } from "./merge-axes.js";

/** Copies the elements of `x` into those of `y`, of the same shape and dtype; both may be views. Not recorded. */
export function strided(x: Tensor, y: Tensor, op: string = "copy"): void {
  if (x.dtype !== y.dtype) {
    throw new DTypeError(op, "the dtypes differ.", {
      given: `${x.dtype} into ${y.dtype}`,
      expected: "one dtype",
      fix: "use astype()",
    });
  }
  if (x.size === 0) return;
  const axes = mergeAxes(x.shape, x.strides, y.strides);
  while (axes.length < 4) axes.unshift({ n: 1, a: 0, b: 0 });
  copyAxes(x, y, axes);
}

/** The kernel walks four axes; what is left in front is a loop here. */
function copyAxes(x: Tensor, y: Tensor, axes: readonly Axis[]): void {
  if (axes.length > 4) {
    const [outer, ...inner] = axes as [Axis, ...Axis[]];
    const column = (key: keyof Axis) => inner.map((axis) => axis[key]);
    for (let i = 0; i < outer.n; i++) {
      using from = view(x, column("n"), column("a"), x.offset + i * outer.a);
      using to = view(y, column("n"), column("b"), y.offset + i * outer.b);
      copyAxes(from, to, inner);
    }
    return;
  }
  const [w0, w1, w2, w3] = axes as [Axis, Axis, Axis, Axis];
  const kernel = bytesPerElement[x.dtype] === 1 ? "copy8" : "copy32";
  const sizes = [w0.n, w1.n, w2.n, w3.n] as const;
  x.device.launch(kernel, w0.n, x, y, ...sizes, w0.a, w1.a, w2.a, w3.a, w0.b, w1.b, w2.b, w3.b);
}

/** Another way to look at the storage of `x`. Not recorded. */
export function view(x: Tensor, shape: readonly number[], strides: readonly number[], offset: number): Tensor {
  return new Tensor(x.live(), shape, strides, offset);
}

/** `x` itself when its elements lie in row-major order, else a copy that do. Not recorded. */
export function dense(x: Tensor): Tensor {
  if (x.contiguous) return x;
  const y = emptyLike(x);
  strided(x, y);
  return y;
}

/** What `run` makes of `x`, element by element, given a dense tensor; of an expanded one it gets each element once. */
export function distinct(x: Tensor, run: (x: Tensor) => Tensor): Tensor {
  if (x.contiguous) return run(x);
  const shape = x.shape.map((n, i) => (x.strides[i] === 0 ? 1 : n));
  return broadcastView(run(dense(view(x, shape, x.strides, x.offset))), x.shape);
}

/** The strides that repeat `x` to `shape`: 0 where it is repeated. */
export function broadcastStrides(x: Tensor, shape: readonly number[]): number[] {
  const lead = shape.length - x.ndim;
  return shape.map((n, i) => (i < lead || (x.shape[i - lead] === 1 && n !== 1) ? 0 : x.strides[i - lead]!));
}

/** `x` repeated to `shape`. Not recorded. */
export function broadcastView(x: Tensor, shape: readonly number[]): Tensor {
  return view(x, shape, broadcastStrides(x, shape), x.offset);
}

/** Same elements under another shape of the same size, of a contiguous tensor. Not recorded. */
export function reshaped(x: Tensor, shape: readonly number[]): Tensor {
  return view(x, shape, stridesOf(shape), x.offset);
}
