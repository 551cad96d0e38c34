import type { reference } from "@cairn-ml/kernels";
import { empty, emptyLike } from "../../creation.js";
import { type DType, isFloat } from "../../dtype.js";
import { DeviceError, DTypeError } from "../../errors.js";
import { broadcastShapes, type Shape, sameShape } from "../../shape.js";
import type { Tensor } from "../../tensor.js";
import { astype } from "../astype.js";
import { type Axis, mergeAxes } from "./merge-axes.js";
import { broadcastStrides, broadcastView, dense, distinct } from "./strided.js";

export type BinaryKernel = Extract<
  keyof typeof reference,
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "pow"
  | "maximum"
  | "minimum"
  | "reluBackward"
  | "sigmoidBackward"
  | "equal"
  | "notEqual"
  | "less"
  | "lessEqual"
>;

interface Operands<A, B> {
  readonly x: A;
  readonly z: B;
}

/** Both operands as real numbers of one device: integers beside floats become floats, a number stays what it is. */
export function operands<A extends Tensor | number, B extends Tensor | number>(op: string, a: A, b: B): Operands<A, B>;
export function operands(
  op: string,
  a: Tensor | number,
  b: Tensor | number,
): Operands<Tensor | number, Tensor | number> {
  if (typeof a === "number" || typeof b === "number") {
    if (typeof a !== "number" && !isFloat(a.dtype)) throw notReal(op, a, a.dtype, "a number");
    if (typeof b !== "number" && !isFloat(b.dtype)) throw notReal(op, b, "a number", b.dtype);
    return { x: a, z: b };
  }
  if (b.device !== a.device) throw twoDevices(op, a, b);
  if (!isFloat(a.dtype) && !isFloat(b.dtype)) throw notReal(op, a, a.dtype, b.dtype);
  return { x: real(a), z: real(b) };
}

function real(x: Tensor): Tensor {
  return isFloat(x.dtype) ? x : astype(x, x.device.float);
}

/** Launches an elementwise kernel of two operands, of which one may be a number, with NumPy's broadcasting. Not recorded. */
export function binary(kernel: BinaryKernel, a: Tensor | number, b: Tensor | number, dtype?: DType): Tensor {
  if (typeof b === "number") return withNumber(kernel, a as Tensor, b, dtype);
  if (typeof a === "number") return fromNumber(kernel, a, b, dtype);
  if (a.contiguous && b.contiguous && sameShape(a.shape, b.shape)) {
    const y = emptyLike(a, dtype);
    if (y.size > 0) a.device.launch(kernel, y.size, a, b, y, y.size, 0, 1, 0, 1, 0);
    return y;
  }
  return broadcast(kernel, a, b, dtype);
}

function withNumber(kernel: BinaryKernel, a: Tensor, b: number, dtype?: DType): Tensor {
  return distinct(a, (x) => {
    const y = emptyLike(x, dtype);
    if (y.size > 0) x.device.launch(kernel, y.size, x, null, y, y.size, 0, 1, 0, 0, b);
    return y;
  });
}

function fromNumber(kernel: BinaryKernel, a: number, b: Tensor, dtype?: DType): Tensor {
  return distinct(b, (x) => {
    const y = emptyLike(x, dtype);
    if (y.size > 0) x.device.launch(kernel, y.size, null, x, y, y.size, 0, 0, 0, 1, a);
    return y;
  });
}

function broadcast(kernel: BinaryKernel, a: Tensor, b: Tensor, dtype: DType = a.dtype): Tensor {
  const shape = broadcastShapes(kernel, a.shape, b.shape);
  const y = empty(shape, dtype, a.device);
  if (y.size === 0) return y;
  const walk = rowsAndColumns(shape, broadcastStrides(a, shape), broadcastStrides(b, shape));
  if (walk) {
    a.device.launch(kernel, y.size, a, b, y, walk.cols, walk.aRow, walk.aCol, walk.bRow, walk.bCol, 0);
    return y;
  }
  const left = dense(sameShape(a.shape, shape) ? a : broadcastView(a, shape));
  const right = dense(sameShape(b.shape, shape) ? b : broadcastView(b, shape));
  a.device.launch(kernel, y.size, left, right, y, y.size, 0, 1, 0, 1, 0);
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

function notReal(op: string, { device }: Tensor, a: string, b: string): DTypeError {
  return new DTypeError(op, "works on real numbers.", {
    given: `a ${a}, b ${b}`,
    expected: device.float,
    fix: `convert first: ${a === "a number" ? "b" : "a"}.astype("${device.float}")`,
  });
}
