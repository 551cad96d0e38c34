import type { reference } from "@cairn-ml/kernels";
import { empty, emptyLike } from "../../creation.js";
import { type DType, isFloat } from "../../dtype.js";
import { DeviceError, DTypeError } from "../../errors.js";
import { broadcastShapes, type Shape, sameShape } from "../../shape.js";
import type { Tensor } from "../../tensor.js";
import { astype } from "../astype.js";
import { type Axis, mergeAxes } from "./merge-axes.js";
import { broadcastView, dense } from "./strided.js";

export type BinaryKernel = Extract<
  keyof typeof reference,
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "pow"
  | "maximum"
  | "minimum"
  | "equal"
  | "notEqual"
  | "less"
  | "lessEqual"
  | "greater"
  | "greaterEqual"
>;

interface Operands<B> {
  readonly x: Tensor;
  readonly z: B;
}

/** Both operands as real numbers of one device: integers beside floats become floats, a number stays what it is. */
export function operands<B extends Tensor | number>(op: string, a: Tensor, b: B): Operands<B>;
export function operands(op: string, a: Tensor, b: Tensor | number): Operands<Tensor | number> {
  if (typeof b === "number") {
    if (!isFloat(a.dtype)) throw notReal(op, a, "a number");
    return { x: a, z: b };
  }
  if (b.device !== a.device) throw twoDevices(op, a, b);
  if (!isFloat(a.dtype) && !isFloat(b.dtype)) throw notReal(op, a, b.dtype);
  return { x: real(a), z: real(b) };
}

function real(x: Tensor): Tensor {
  return isFloat(x.dtype) ? x : astype(x, x.device.float);
}

/** Launches an elementwise kernel of two operands, with NumPy's broadcasting. Not recorded. */
export function binary(kernel: BinaryKernel, a: Tensor, b: Tensor | number, dtype: DType = a.dtype): Tensor {
  if (typeof b === "number") return withNumber(kernel, a, b, dtype);
  if (a.contiguous && b.contiguous && sameShape(a.shape, b.shape)) {
    const y = emptyLike(a, dtype);
    if (y.size > 0) a.device.launch(kernel, y.size, a, b, y, y.size, 0, 1, 0, 1, 0);
    return y;
  }
  const shape = broadcastShapes(kernel, a.shape, b.shape);
  const y = empty(shape, dtype, a.device);
  if (y.size === 0) return y;
  let left = broadcastView(a, shape);
  let right = broadcastView(b, shape);
  let walk = rowsAndColumns(shape, left.strides, right.strides);
  if (!walk) {
    left = sameShape(a.shape, shape) ? dense(a) : dense(left);
    right = sameShape(b.shape, shape) ? dense(b) : dense(right);
    walk = { cols: y.size, aRow: 0, aCol: 1, bRow: 0, bCol: 1 };
  }
  a.device.launch(kernel, y.size, left, right, y, walk.cols, walk.aRow, walk.aCol, walk.bRow, walk.bCol, 0);
  return y;
}

/** The same with a number on the right, which becomes no tensor. */
function withNumber(kernel: BinaryKernel, a: Tensor, b: number, dtype: DType): Tensor {
  const y = emptyLike(a, dtype);
  if (y.size > 0) a.device.launch(kernel, y.size, dense(a), null, y, y.size, 0, 1, 0, 0, b);
  return y;
}

interface Walk {
  readonly cols: number;
  readonly aRow: number;
  readonly aCol: number;
  readonly bRow: number;
  readonly bCol: number;
}

/** How two operands are walked as rows × columns with column strides 0 or 1; null when they need more axes than two. */
function rowsAndColumns(shape: Shape, aStrides: readonly number[], bStrides: readonly number[]): Walk | null {
  const axes = mergeAxes(shape, aStrides, bStrides);
  if (axes.length === 0) axes.push({ n: 1, a: 0, b: 0 });
  if (axes.length === 1) axes.unshift({ n: 1, a: 0, b: 0 });
  const [row, col] = axes as [Axis, Axis];
  if (axes.length > 2 || col.a > 1 || col.b > 1) return null;
  return { cols: col.n, aRow: row.a, aCol: col.a, bRow: row.b, bCol: col.b };
}

function twoDevices(op: string, a: Tensor, b: Tensor): DeviceError {
  return new DeviceError(op, "the operands lie on two devices.", {
    given: `a on ${a.device.name}, b on ${b.device.name}`,
    expected: "one device",
  });
}

function notReal(op: string, { dtype, device }: Tensor, b: string): DTypeError {
  return new DTypeError(op, "works on real numbers.", {
    given: `a ${dtype}, b ${b}`,
    expected: device.float,
    fix: `convert first: a.astype("${device.float}")`,
  });
}
