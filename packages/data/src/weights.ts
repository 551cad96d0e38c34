/** Files of weights in several formats, of which the directory is read at once and the numbers piece by piece. */
export { openSafetensors } from "./safetensors/open.js";
export { openShards } from "./safetensors/shards.js";
export { openWeightFile } from "./weights/open-weight-file.js";
export { type RandomAccess, randomAccess } from "./weights/random-access.js";
export type { FloatPiece, StoredTensor, WeightFile } from "./weights/weight-file.js";
