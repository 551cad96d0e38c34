import { type Device, defaultDevice } from "./device.js";
import { type DType, isFloat, makeArray } from "./dtype.js";
import { DTypeError, ShapeError, ValueError } from "./errors.js";
import type { NestedArray } from "./format.js";
import type { Rng } from "./rng.js";
import { copiedShape, formatShape, type Shape, sizeOf, stridesOf } from "./shape.js";
import { Tensor } from "./tensor.js";

/** Where and as what a tensor is made; the default is the default device and its float dtype. */
export interface CreationOptions {
  readonly device?: Device;
  readonly dtype?: DType;
}

/** A tensor whose elements are not set yet; for ops, which write all of them. It keeps `shape`. */
export function empty(shape: Shape, dtype: DType, device: Device): Tensor {
  return new Tensor(device.allocate(dtype, sizeOf(shape)), shape, stridesOf(shape), 0);
}

/** As `empty`, with the shape and, unless another is given, the dtype of `x`. */
export function emptyLike(x: Tensor, dtype: DType = x.dtype): Tensor {
  const strides = x.contiguous ? x.strides : stridesOf(x.shape);
  return new Tensor(x.device.allocate(dtype, x.size), x.shape, strides, 0);
}

/** float32 and float64 both mean the device's float dtype, so that code runs unchanged on the float64 oracle. */
function dtypeOn(device: Device, dtype: DType | undefined): DType {
  return dtype === undefined || isFloat(dtype) ? device.float : dtype;
}

/** A tensor from row-major values. Throws: ShapeError when their number is not the shape's. */
export function fromData(values: ArrayLike<number>, shape: Shape, options: CreationOptions = {}): Tensor {
  const own = copiedShape("fromData", shape);
  if (values.length !== sizeOf(shape)) {
    throw new ShapeError("fromData", "the number of values is not the shape's.", {
      given: `${values.length} values for ${formatShape(shape)}`,
      expected: `${sizeOf(shape)} values`,
    });
  }
  const device = options.device ?? defaultDevice();
  const dtype = dtypeOn(device, options.dtype);
  checkIntegers("fromData", values, dtype);
  const x = empty(own, dtype, device);
  device.write(x.storage, 0, values);
  return x;
}

const integerRanges: { readonly [D in DType]?: readonly [number, number] } = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int8: [-128, 127],
  uint8: [0, 255],
  bool: [0, 1],
};

/** Throws where an integer dtype cannot hold a value exactly. */
function checkIntegers(op: string, values: ArrayLike<number>, dtype: DType): void {
  const range = integerRanges[dtype];
  if (!range || (dtype === "int32" && values instanceof Int32Array)) return;
  const [lowest, highest] = range;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isInteger(value) || value < lowest || value > highest) {
      throw new DTypeError(op, `${dtype} cannot hold ${value}.`, {
        given: `${value} at index ${i}`,
        expected: `integers from ${lowest} to ${highest}`,
      });
    }
  }
}

/** A tensor from a number, nested arrays or a typed array: `tensor([[1, 2], [3, 4]])`. An Int32Array gives int32. */
export function tensor(
  values: NestedArray | Float32Array | Float64Array | Int32Array,
  options: CreationOptions = {},
): Tensor {
  if (ArrayBuffer.isView(values)) {
    const dtype = values instanceof Int32Array ? "int32" : undefined;
    return fromData(values, [values.length], { ...(dtype && { dtype }), ...options });
  }
  const shape: number[] = [];
  for (let level: NestedArray = values; Array.isArray(level); level = level[0]!) {
    shape.push(level.length);
    if (level.length === 0) break;
  }
  const flat: number[] = [];
  flatten(values, shape, 0, flat);
  return fromData(flat, shape, options);
}

function flatten(values: NestedArray, shape: Shape, axis: number, into: number[]): void {
  const rightKind = axis === shape.length ? typeof values === "number" : Array.isArray(values);
  if (!rightKind || (Array.isArray(values) && values.length !== shape[axis])) {
    throw new ShapeError("tensor", "the nested arrays are not of equal lengths.", {
      given: Array.isArray(values) ? `an array of ${values.length} at depth ${axis}` : `${values} at depth ${axis}`,
      expected: axis === shape.length ? "a number" : `an array of ${shape[axis]}`,
    });
  }
  if (Array.isArray(values)) for (const inner of values) flatten(inner, shape, axis + 1, into);
  else into.push(values);
}

/** All elements `value`. */
export function full(shape: Shape, value: number, options: CreationOptions = {}): Tensor {
  const own = copiedShape("full", shape);
  const device = options.device ?? defaultDevice();
  const dtype = dtypeOn(device, options.dtype);
  const x = empty(own, dtype, device);
  if (isFloat(dtype)) device.launch("fill", x.size, x, value);
  else {
    checkIntegers("full", [value], dtype);
    device.write(x.storage, 0, makeArray(dtype, x.size).fill(value));
  }
  return x;
}

export function zeros(shape: Shape, options: CreationOptions = {}): Tensor {
  return full(shape, 0, options);
}

export function ones(shape: Shape, options: CreationOptions = {}): Tensor {
  return full(shape, 1, options);
}

/** start, start + step, … below stop (int32 unless a dtype is given). */
export function arange(start: number, stop: number, step: number = 1, options: CreationOptions = {}): Tensor {
  const n = Math.max(0, Math.ceil((stop - start) / step));
  if (step === 0 || !Number.isFinite(n)) {
    throw new ValueError("arange", "the range has no end.", {
      given: `from ${start} to ${stop} in steps of ${step}`,
      expected: "finite numbers, and a step that is not 0",
    });
  }
  const values = Array.from({ length: n }, (_, i) => start + i * step);
  return fromData(values, [n], { dtype: "int32", ...options });
}

/** Uniform in [low, high), then rounded to float32: the same on every device. */
export function uniform(rng: Rng, shape: Shape, low = 0, high = 1, options: CreationOptions = {}): Tensor {
  const own = copiedShape("uniform", shape);
  const device = options.device ?? defaultDevice();
  if (low === 0 && high === 1) {
    const x = empty(own, device.float, device);
    const [key0, key1, counter0, counter1] = rng.words(x.size);
    device.launch("uniform", x.size, x, key0, key1, counter0, counter1);
    return x;
  }
  const values = rng.uniforms(sizeOf(own)).map((u) => Math.fround(low + (high - low) * u));
  return fromData(values, own, { device });
}

/** Normal with a mean and a standard deviation, float32 values: the same on every device. */
export function normal(rng: Rng, shape: Shape, mean = 0, std = 1, options: CreationOptions = {}): Tensor {
  const own = copiedShape("normal", shape);
  const values = rng.normals(sizeOf(own)).map((z) => Math.fround(mean + std * z));
  return fromData(values, own, options);
}
