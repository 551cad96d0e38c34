import { empty } from "../../creation.js";
import { bytesPerElement } from "../../dtype.js";
import { DTypeError } from "../../errors.js";
import { stridesOf } from "../../shape.js";
import { Tensor } from "../../tensor.js";

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
  const { sizes, xs, ys } = mergeAxes(x, y);
  while (sizes.length < 4) {
    sizes.unshift(1);
    xs.unshift(0);
    ys.unshift(0);
  }
  copyAxes(x, y, sizes, xs, ys);
}

/** Axes of size 1 dropped, and neighbours that both tensors walk as one joined. */
function mergeAxes(x: Tensor, y: Tensor): { sizes: number[]; xs: number[]; ys: number[] } {
  const sizes: number[] = [];
  const xs: number[] = [];
  const ys: number[] = [];
  x.shape.forEach((n, i) => {
    if (n === 1) return;
    const last = sizes.length - 1;
    if (last >= 0 && xs[last] === x.strides[i]! * n && ys[last] === y.strides[i]! * n) {
      sizes[last]! *= n;
      xs[last] = x.strides[i]!;
      ys[last] = y.strides[i]!;
    } else {
      sizes.push(n);
      xs.push(x.strides[i]!);
      ys.push(y.strides[i]!);
    }
  });
  return { sizes, xs, ys };
}

/** The kernel walks four axes; what is left in front is a loop here. */
function copyAxes(x: Tensor, y: Tensor, sizes: number[], xs: number[], ys: number[]): void {
  if (sizes.length > 4) {
    const [n, ...inner] = sizes as [number, ...number[]];
    for (let i = 0; i < n; i++) {
      using from = view(x, inner, xs.slice(1), x.offset + i * xs[0]!);
      using to = view(y, inner, ys.slice(1), y.offset + i * ys[0]!);
      copyAxes(from, to, inner, xs.slice(1), ys.slice(1));
    }
    return;
  }
  const [d0, d1, d2, d3] = sizes as [number, number, number, number];
  const [x0, x1, x2, x3] = xs as [number, number, number, number];
  const [y0, y1, y2, y3] = ys as [number, number, number, number];
  const kernel = bytesPerElement[x.dtype] === 1 ? "copy8" : "copy32";
  x.device.launch(kernel, d0, x, y, d0, d1, d2, d3, x0, x1, x2, x3, y0, y1, y2, y3);
}

/** Another way to look at the storage of `x`. Not recorded. */
export function view(x: Tensor, shape: readonly number[], strides: readonly number[], offset: number): Tensor {
  return new Tensor(x.live(), shape, strides, offset);
}

/** `x` itself when its elements lie in row-major order, else a copy that do. Not recorded. */
export function dense(x: Tensor): Tensor {
  if (x.contiguous) return x;
  const y = empty(x.shape, x.dtype, x.device);
  strided(x, y);
  return y;
}

/** `x` repeated to `shape` by strides of 0. Not recorded. */
export function broadcastView(x: Tensor, shape: readonly number[]): Tensor {
  const lead = shape.length - x.ndim;
  const strides = shape.map((n, i) => (i < lead || (x.shape[i - lead] === 1 && n !== 1) ? 0 : x.strides[i - lead]!));
  return view(x, shape, strides, x.offset);
}

/** Same elements under another shape of the same size, of a contiguous tensor. Not recorded. */
export function reshaped(x: Tensor, shape: readonly number[]): Tensor {
  return view(x, shape, stridesOf(shape), x.offset);
}
