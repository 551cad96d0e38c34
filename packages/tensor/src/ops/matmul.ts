import { empty } from "../creation.js";
import { DeviceError, ShapeError } from "../errors.js";
import { broadcastShapes, formatShape, type Shape, sizeOf } from "../shape.js";
import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { broadcastView, dense } from "./support/strided.js";
import { requireFloat } from "./support/unary.js";

/**
 * The matrix product over the last two axes, as NumPy has it: earlier axes are broadcast, a vector is a row on the left and a
 * column on the right. Transposed operands cost nothing extra.
 *
 * Shapes: (..., M, K), (..., K, N) -> (..., M, N)
 * Throws: ShapeError when the inner sizes differ.
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  check(a, b);
  if (b.ndim === 1) return squeezeAxis(a.matmul(b.reshape([b.size, 1])), -1);
  if (a.ndim === 1) return squeezeAxis(a.reshape([1, a.size]).matmul(b), -2);
  if (b.ndim === 2 && a.ndim > 2 && a.size > 0) {
    const rows = a.reshape([-1, a.shape[a.ndim - 1]!]); // one product of many rows
    return batched(rows, b).reshape([...a.shape.slice(0, -1), b.shape[1]!]);
  }
  return batched(a, b);
}

function check(a: Tensor, b: Tensor): void {
  requireFloat("matmul", a);
  requireFloat("matmul", b);
  if (a.device !== b.device) {
    throw new DeviceError("matmul", "the operands lie on two devices.", {
      given: `a on ${a.device.name}, b on ${b.device.name}`,
      expected: "one device",
    });
  }
  const K = a.shape[a.ndim - 1];
  const inner = b.shape[Math.max(0, b.ndim - 2)];
  if (K === undefined || inner === undefined || K !== inner) {
    const transposed = b.ndim > 1 && K === b.shape[b.ndim - 1];
    throw new ShapeError("matmul", `cannot multiply ${formatShape(a.shape)} by ${formatShape(b.shape)}.`, {
      given: `a ${formatShape(a.shape)}, b ${formatShape(b.shape)}`,
      expected: `a's last axis (${K ?? "none"}) to equal b's second-to-last axis (${inner ?? "none"})`,
      ...(transposed && { fix: "pass b.mT if b is stored as (N, K)" }),
    });
  }
}

function squeezeAxis(x: Tensor, axis: number): Tensor {
  const i = x.ndim + axis;
  return x.reshape([...x.shape.slice(0, i), ...x.shape.slice(i + 1)]);
}

/** Both with two axes at least. */
function batched(a: Tensor, b: Tensor): Tensor {
  const plain = a.ndim === 2 && b.ndim === 2;
  const batch = plain ? noBatch : broadcastShapes("matmul", a.shape.slice(0, -2), b.shape.slice(0, -2));
  const M = a.shape[a.ndim - 2]!;
  const K = a.shape[a.ndim - 1]!;
  const N = b.shape[b.ndim - 1]!;
  const y = empty([...batch, M, N], a.dtype, a.device);
  const left = batchOf(a, batch);
  const right = batchOf(b, batch);
  if (plain && M === 1 && b.strides[1] === 1 && K % parts === 0 && K * N >= leastSplit) rowProduct(a, b, y);
  else if (y.size > 0) {
    const extent = sizeOf(batch) * Math.max(M, N); // rows, or columns where those are as many
    const [aRow, aCol] = [left.x.strides.at(-2)!, left.x.strides.at(-1)!];
    const [bRow, bCol] = [right.x.strides.at(-2)!, right.x.strides.at(-1)!];
    a.device.launch("matmul", extent, left.x, right.x, y, M, N, K, aRow, aCol, bRow, bCol, left.stride, right.stride);
  }
  const needA = isRecorded(a);
  const needB = isRecorded(b);
  return record(y, [a, b], (dy) => [needA ? product(dy, b.mT, a) : null, needB ? product(a.mT, dy, b) : null]);
}

const noBatch: Shape = [];
const parts = 16; // as many as a launch has chunks, so that a thread takes whole parts
const leastSplit = 2 ** 18; // numbers in b

/**
 * y = a b for one row a: the sum of products of parts of a with as many rows of b. So each thread walks through rows of b as they
 * lie in memory, which is all that such a product waits for; were y shared out, it would jump from row to row.
 */
function rowProduct(a: Tensor, b: Tensor, y: Tensor): void {
  const [K, N] = b.dims(2);
  const [aRow, aCol] = a.strides as [number, number];
  const [bRow] = b.strides as [number, number];
  const rows = K / parts;
  using sums = empty([parts, N], y.dtype, y.device);
  y.device.launch("matmul", parts * N, a, b, sums, 1, N, rows, aRow, aCol, bRow, 1, rows * aCol, rows * bRow);
  y.device.launch("sum", N, sums, y, parts, N);
}

/** a b, transposed in memory where `like` is, so that the gradient of a weight that was transposed lies as the weight does. */
function product(a: Tensor, b: Tensor, like: Tensor): Tensor {
  const transposed = like.strides.at(-2) === 1 && like.strides.at(-1) !== 1;
  return transposed ? b.mT.matmul(a.mT).mT : a.matmul(b);
}

/** A tensor whose matrices follow each other at one stride (0 repeats one matrix), copied only if they do not. */
function batchOf(x: Tensor, batch: readonly number[]): { x: Tensor; stride: number } {
  if (x.ndim === 2) return { x, stride: 0 };
  const strides = x.strides.slice(0, -2);
  const sizes = x.shape.slice(0, -2);
  if (sizes.every((n) => n === 1)) return { x, stride: 0 };
  const wanted = sizeOf(batch) === sizeOf(sizes);
  let stride = 0;
  let span = 1;
  let even = wanted;
  for (let i = sizes.length - 1; i >= 0; i--) {
    if (sizes[i] === 1) continue;
    if (span === 1) stride = strides[i]!;
    else if (strides[i] !== stride * span) even = false;
    span *= sizes[i]!;
  }
  if (even) return { x, stride };
  const copied = dense(broadcastView(x, [...batch, ...x.shape.slice(-2)]));
  return { x: copied, stride: copied.shape[copied.ndim - 2]! * copied.shape[copied.ndim - 1]! };
}
