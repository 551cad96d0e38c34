export { digestOf, explainFileError, FileError, readBytes, writeSynced } from "./files.js";
export { readModel, readModelConfig, type SavedModel, saveModel } from "./model-folder.js";
export { type RunDescription, RunFolder } from "./run-folder.js";
export type { LogEntry } from "./run-log.js";
export { parseObject } from "./sealed-json.js";
