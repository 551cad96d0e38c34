import fc from "fast-check";
import { type Device, ReferenceDevice, sizeOf, type Tensor, WasmDevice } from "./index.js";

/** Both devices, for `describe.each`. */
export const deviceNames = ["reference", "wasm"] as const;

const made = new Map<string, Device>();

/** The device of that name, made once a test file. */
export async function deviceNamed(name: (typeof deviceNames)[number]): Promise<Device> {
  const device = made.get(name) ?? (name === "wasm" ? await WasmDevice.create() : new ReferenceDevice());
  made.set(name, device);
  return device;
}

/** A size: none, one, small, and beyond the four lanes of SIMD. */
export const size: fc.Arbitrary<number> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 5 }) },
  { weight: 1, arbitrary: fc.integer({ min: 15, max: 17 }) },
);

/** Up to `rank` sizes. */
export const shapeOf = (rank: number): fc.Arbitrary<number[]> => fc.array(size, { maxLength: rank });

/** 0, 1, 2, …: every element tells where it came from. */
export function counted(shape: readonly number[]): Float32Array {
  return Float32Array.from({ length: sizeOf(shape) }, (_, i) => i + 1);
}

/** Every index of a shape, in row-major order. */
export function* indicesOf(shape: readonly number[]): Generator<number[]> {
  const total = sizeOf(shape);
  for (let at = 0; at < total; at++) {
    const index = new Array<number>(shape.length);
    let rest = at;
    for (let i = shape.length - 1; i >= 0; i--) {
      index[i] = rest % shape[i]!;
      rest = Math.floor(rest / shape[i]!);
    }
    yield index;
  }
}

/** The obvious multi-dimensional array: a shape and a function of the index. */
export interface Naive {
  readonly shape: readonly number[];
  readonly at: (index: readonly number[]) => number;
}

export function naive(shape: readonly number[], values: ArrayLike<number>): Naive {
  return { shape, at: (index) => values[index.reduce((at, i, axis) => at * shape[axis]! + i, 0)]! };
}

/** Its elements in row-major order. */
export function valuesOf({ shape, at }: Naive): number[] {
  return [...indicesOf(shape)].map(at);
}

/** The message of what `f` throws. */
export function messageOf(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    return String(error);
  }
  throw new Error("it did not throw");
}

export const flat = (x: Tensor): number[] => Array.from(x.data());
