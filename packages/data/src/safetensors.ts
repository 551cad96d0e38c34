/** Files of named tensors: https://github.com/huggingface/safetensors, "Format". */
export { type EncodableDType, encodeFloat32, toBigInt64, toFloat32, toFloat64, toInt32 } from "./safetensors/decode.js";
export { BITS_PER_ELEMENT, type SafetensorsDType } from "./safetensors/dtypes.js";
export { SafetensorsError } from "./safetensors/error.js";
export { layOutSafetensors, type SafetensorsLayout, type SafetensorsSpec } from "./safetensors/layout.js";
export { type ReadSafetensorsOptions, readSafetensors } from "./safetensors/read.js";
export type { SafetensorsEntry, SafetensorsFile } from "./safetensors/types.js";
export { type NamedSafetensorsEntry, type SafetensorsInput, writeSafetensors } from "./safetensors/write.js";
