export type { LoadedGPT } from "./loaded-gpt.js";
export { type LoadGPTOptions, loadGPT } from "./node/load-gpt.js";
export { type OpenWeights, openWeights } from "./node/open-weights.js";
export { type SaveGPTOptions, saveGPT } from "./node/save-gpt.js";
export type { TextTokenizer } from "./tokenizer-files.js";
