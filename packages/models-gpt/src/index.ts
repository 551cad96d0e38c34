export { Block, type BlockInputs, MLP } from "./block.js";
export { type Activation, type FullGPTConfig, fromHuggingFace, type GPTConfig, toHuggingFace } from "./config.js";
export { fromGguf } from "./config-gguf.js";
export { configFromJSON } from "./config-json.js";
export { countParameters, countParametersByPart, type ParameterCounts } from "./count-parameters.js";
export { DecodeStep } from "./decode-step.js";
export { checkFits, type WeightDType, weightBytes } from "./fits.js";
export { Continuations, type ContinuationsOptions, type NextToken, type TopToken } from "./generate/continuations.js";
export { type GenerateTextOptions, generateText, type TextCodec, type TextPiece, writeText } from "./generate/text.js";
export { type GenerateOptions, generate } from "./generate.js";
export { type ForwardOptions, GPT } from "./gpt.js";
export { loadWeightFile, loadWeights } from "./load-weights.js";
export { gptFiles } from "./model-files.js";
export type { Observer } from "./observe.js";
export { partNames, partOf } from "./part-of.js";
export { type Preset, type PresetName, presets } from "./presets.js";
export { disposeModel, quantize, quantizedLayers } from "./quantize.js";
export { type FileContent, type LoadedGPT, modelFilesOf, type ReadGPTOptions, readGPT } from "./read-gpt.js";
export type { Candidates } from "./sampling/candidates.js";
export { onlyKnown } from "./sampling/known-tokens.js";
export { checkSampling, type SamplingOptions } from "./sampling/options.js";
export { candidates, sampleToken } from "./sampling.js";
export type { TextTokenizer } from "./tokenizer-files.js";
export {
  bitsPerByte,
  bytesPerToken,
  prepareTokenTraining,
  prepareTraining,
  type StartingPoint,
  type TokenTraining,
  type TokenTrainingOptions,
  type Training,
  type TrainingOptions,
} from "./training.js";
export {
  EncoderDecoder,
  type EncoderDecoderConfig,
  type FullEncoderDecoderConfig,
  type Memory,
  type PassOptions,
} from "./translation/encoder-decoder.js";
export {
  type PairBatch,
  pairTokens,
  type TextPair,
  TextPairs,
  type TextPairsOptions,
} from "./translation/text-pairs.js";
export { translate } from "./translation/translate.js";
