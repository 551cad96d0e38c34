import { ValueError } from "@cairn-ml/tensor";
import { completeConfig, type GPTConfig } from "./config.js";
import { countParameters } from "./count-parameters.js";

/** How a model's weights are held in memory. */
export type WeightDType = "float32" | "int8";

/** All that a WebAssembly memory can address. */
const most = 2 ** 32;

/** Bytes that a model's weights take; of int8 weights about, for vectors and positions stay float32, and rows have scales. */
export function weightBytes(config: GPTConfig, dtype: WeightDType = "float32"): number {
  const parameters = countParameters(config);
  if (dtype === "float32") return 4 * parameters;
  const { contextLength, width } = completeConfig(config);
  return parameters + 3 * contextLength * width;
}

/** Throws: ValueError with the sum, when a model's weights are more than the memory that WebAssembly has. */
export function checkFits(op: string, config: GPTConfig, dtype: WeightDType = "float32"): void {
  const bytes = weightBytes(config, dtype);
  if (bytes <= most) return;
  const grouped = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
  const sum =
    dtype === "int8"
      ? `${grouped(countParameters(config))} parameters, ${grouped(bytes)} bytes as int8`
      : `${grouped(countParameters(config))} parameters × 4 bytes = ${grouped(bytes)} bytes`;
  throw new ValueError(op, "the model does not fit into memory.", {
    given: sum,
    expected: `${grouped(most)} bytes (4 GiB) at most, all that WebAssembly can address`,
    fix:
      dtype === "float32" && weightBytes(config, "int8") <= most
        ? 'load it as int8, a quarter of the size: loadGPT(folder, { dtype: "int8" }), or --quantize int8'
        : "take a smaller model",
  });
}
