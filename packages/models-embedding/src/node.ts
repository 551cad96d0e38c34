export { openFile } from "./node/file-source.js";
export {
  describeVectors,
  type LoadVectorsOptions,
  loadVectors,
  openVectorFile,
  openVectorTable,
  type VectorFileInfo,
} from "./node/load-vectors.js";
export { type SaveVectorsOptions, saveVectors } from "./node/save-vectors.js";
