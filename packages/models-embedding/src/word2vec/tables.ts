import type { word2vec } from "@cairn-ml/kernels";
import { huffmanPaths } from "./huffman.js";
import { toLists } from "./lists.js";
import { ngramsOf } from "./ngrams.js";
import type { Settings } from "./options.js";
import { drawingTable, keepThresholds } from "./sampling.js";
import type { Vocabulary } from "./vocabulary.js";

/** What the kernels need of a vocabulary beside its rows. */
export function tablesOf(vocabulary: Vocabulary, settings: Settings): word2vec.Word2vecTables {
  const { counts, words } = vocabulary;
  const { sample, hs, negative, nsExponent, ngrams, sg, cbowMean, window } = settings;
  return {
    keep: keepThresholds(counts, sample),
    negative,
    negatives: hs ? new Uint32Array(0) : drawingTable(counts, nsExponent),
    paths: hs ? huffmanPaths(counts) : null,
    bags: ngrams && toLists(words.map((word, i) => [i, ...ngramsOf(word, ngrams).map((row) => words.length + row)])),
    skipGram: sg,
    mean: sg || cbowMean,
    window,
  };
}
