export { digestOf, explainFileError, FileError, readBytes } from "./files.js";
export { type RunDescription, RunFolder } from "./run-folder.js";
export { parseObject } from "./sealed-json.js";
