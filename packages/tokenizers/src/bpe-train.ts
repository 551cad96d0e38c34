import { baseSymbols } from "./byte-alphabet.js";
import { countWords } from "./counted-words.js";
import { TokenizerError } from "./errors.js";
import { PairCounts } from "./pair-counts.js";

/** One step of training. */
export interface BpeProgress {
  /** Tokens so far, and how many were asked for. */
  readonly vocabSize: number;
  readonly targetVocabSize: number;
  /** The merge just learned, in visible characters: `Ġ t`. */
  readonly merge: string;
  /** How often the pair occurs in the text. */
  readonly count: number;
}

export interface BpeTrainOptions {
  /** Tokens to end with, the 256 bytes among them. Fewer when no pair occurs `minCount` times any more. */
  readonly vocabSize: number;
  /** The fewest occurrences that make a pair a token; 2 when not given. */
  readonly minCount?: number;
  /** Called after each merge. */
  readonly onProgress?: (progress: BpeProgress) => void;
}

/**
 * Learns merges: the most frequent pair of adjacent tokens becomes a token, until there are `vocabSize`. Among pairs of
 * equal count the one with the smaller left id wins, then the smaller right id. Each distinct pre-token is kept once, with
 * its count. Overlapping occurrences count each: "aaa" holds the pair a a twice. No token is made twice, since a stretch
 * of text that no merge has crossed into is merged the same way wherever it stands.
 *
 * Source: Sennrich, Haddow & Birch 2016, arXiv:1508.07909, algorithm 1.
 */
export function trainMerges(text: string | Uint8Array, options: BpeTrainOptions): string[] {
  const { vocabSize, minCount = 2, onProgress } = options;
  checkOptions(vocabSize, minCount);
  const pairs = new PairCounts(countWords(typeof text === "string" ? new TextEncoder().encode(text) : text));
  const symbols = [...baseSymbols];
  const merges: string[] = [];
  while (symbols.length < vocabSize) {
    const top = pairs.popMostFrequent();
    if (top === undefined || top.count < minCount) break;
    const merge = `${symbols[top.left]!} ${symbols[top.right]!}`;
    const token = symbols.push(symbols[top.left]! + symbols[top.right]!) - 1;
    merges.push(merge);
    pairs.merge(top.left, top.right, token);
    onProgress?.({ vocabSize: symbols.length, targetVocabSize: vocabSize, merge, count: top.count });
  }
  return merges;
}

function checkOptions(vocabSize: number, minCount: number): void {
  if (!Number.isInteger(vocabSize) || vocabSize < 256) {
    throw new TokenizerError({
      op: "BpeTokenizer.train",
      what: `a vocabulary cannot have ${vocabSize} tokens`,
      given: `vocabSize ${vocabSize}`,
      expected: "an integer of at least 256, one for each byte",
      fix: "ask for 256 and as many merges as you want; for fewer tokens use CharTokenizer",
    });
  }
  if (!(minCount >= 1)) {
    throw new TokenizerError({
      op: "BpeTokenizer.train",
      what: `a pair cannot be asked to occur ${minCount} times`,
      given: `minCount ${minCount}`,
      expected: "at least 1",
      fix: "leave minCount out for 2",
    });
  }
}
