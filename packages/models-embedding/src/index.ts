export { CBOW, type CBOWBatch, type CBOWConfig } from "./cbow/cbow.js";
export { ContextWindows } from "./cbow/context-windows.js";
export { BatchNorm } from "./char-mlp/batch-norm.js";
export { CharMLP, type CharMLPConfig } from "./char-mlp/char-mlp.js";
export { type CharBatch, NextCharacters } from "./char-mlp/next-characters.js";
export { type SampleNamesOptions, sampleNames } from "./char-mlp/sample-names.js";
