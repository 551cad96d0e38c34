export { CBOW, type CBOWBatch, type CBOWConfig } from "./cbow/cbow.js";
export { ContextWindows } from "./cbow/context-windows.js";
export { BatchNorm } from "./char-mlp/batch-norm.js";
export { CharMLP, type CharMLPConfig } from "./char-mlp/char-mlp.js";
export { type CharBatch, NextCharacters } from "./char-mlp/next-characters.js";
export { type SampleNamesOptions, sampleNames } from "./char-mlp/sample-names.js";
export { type ByteSource, sourceOfBlob, sourceOfBytes } from "./formats/byte-source.js";
export { detectFormat } from "./formats/detect-format.js";
export { type FastTextStream, readFastTextBin } from "./formats/fasttext-bin.js";
export { FastTextNGrams } from "./formats/fasttext-ngrams.js";
export { readFastTextVec } from "./formats/fasttext-vec.js";
export { readGloveText } from "./formats/glove-text.js";
export { readNpyVectors } from "./formats/npy.js";
export { type OpenVectorsOptions, openVectors } from "./formats/read-vectors.js";
export { readSafetensorsVectors } from "./formats/safetensors.js";
export { type FilePlace, VectorFileError } from "./formats/vector-file-error.js";
export {
  type ReadVectorsOptions,
  type VectorBlock,
  type VectorFormat,
  type VectorStream,
  type VectorTable,
  vectorFormats,
} from "./formats/vector-stream.js";
export { readWord2VecBinary } from "./formats/word2vec-binary.js";
export { readWord2VecText } from "./formats/word2vec-text.js";
export { type NumberOptions, writeWordList } from "./formats/write-npy.js";
export { writeVectors } from "./formats/write-vectors.js";
export { type Analogy, type AnalogySection, isAnalogies, parseAnalogies } from "./keyed-vectors/analogies.js";
export type { AnalogiesOptions, AnalogiesResult, AnalogyScore } from "./keyed-vectors/evaluate-analogies.js";
export { type PairsOptions, type PairsResult, parseWordPairs, type WordPair } from "./keyed-vectors/evaluate-pairs.js";
export type { EvaluationOptions } from "./keyed-vectors/evaluation-words.js";
export { FastTextVectors } from "./keyed-vectors/fasttext-vectors.js";
export { KeyedVectors } from "./keyed-vectors/keyed-vectors.js";
export type { Neighbour } from "./keyed-vectors/nearest.js";
export type { SimilarOptions, SimilarTo, WordOrVector } from "./keyed-vectors/similar-to.js";
export { pearson, spearman } from "./keyed-vectors/spearman.js";
export { type TableOptions, WordTable } from "./keyed-vectors/word-table.js";
export { type PrincipalComponents, principalComponents } from "./map/principal-components.js";
export { type Corpus, longestSentence, type Sentences, sentencesOf } from "./word2vec/corpus.js";
export type { NgramOptions, Word2VecOptions } from "./word2vec/options.js";
export { Phrases, type PhrasesOptions } from "./word2vec/phrases.js";
export { decodeState, encodeState } from "./word2vec/state-file.js";
export type { TrainHooks, TrainProgress, TrainResult } from "./word2vec/training.js";
export { Vocabulary } from "./word2vec/vocabulary.js";
export { Word2Vec, type Word2VecState } from "./word2vec/word2vec.js";
