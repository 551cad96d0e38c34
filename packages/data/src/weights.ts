/** Files of weights in several formats, of which the directory is read at once and the numbers piece by piece. */
export { GgufError } from "./gguf/error.js";
export type { GgufValue } from "./gguf/metadata.js";
export { openGguf } from "./gguf/open.js";
export { NpyError } from "./npy/error.js";
export { openNpz } from "./npy/open-npz.js";
export { openNpy, readNpy } from "./npy/read.js";
export { openSafetensors } from "./safetensors/open.js";
export { openShards } from "./safetensors/shards.js";
export { openWeightFile } from "./weights/open-weight-file.js";
export { type RandomAccess, randomAccess } from "./weights/random-access.js";
export type { FloatPiece, StoredTensor, WeightFile } from "./weights/weight-file.js";
export { ZipError } from "./zip/error.js";
