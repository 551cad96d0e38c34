import { fromData, type Rng, type Tensor } from "@cairn-ml/tensor";

/** Whole numbers in [0, below), int32. */
export function integers(rng: Rng, shape: readonly number[], below: number): Tensor {
  const length = shape.reduce((a, b) => a * b, 1);
  return fromData(
    Int32Array.from(rng.uniforms(length), (u) => Math.floor(u * below)),
    shape,
    { dtype: "int32" },
  );
}
