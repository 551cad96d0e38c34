export * from "./safetensors.js";
export * from "./text.js";
