export * from "./safetensors.js";
export * from "./tensor-entries.js";
export * from "./text.js";
export * from "./windows.js";
