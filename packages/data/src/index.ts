export * from "./batches.js";
export type { DigitSet, Digits } from "./digits/digits.js";
export * from "./n-gram.js";
export * from "./safetensors.js";
export * from "./stories/generate.js";
export { type NumberTable, type ReadTableOptions, readTable } from "./table/read-table.js";
export * from "./tensor-entries.js";
export * from "./text.js";
export * from "./windows.js";
