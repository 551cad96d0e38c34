import { ValueError } from "@cairn-ml/tensor";
import type { Alphabet } from "./alphabet.js";
import type { MarkovChainOptions } from "./markov-chain.js";
import { TransitionCounts } from "./transition-counts.js";

/** What rebuilds a chain. */
export interface MarkovChainConfig {
  readonly model: "MarkovChain";
  readonly options: Required<MarkovChainOptions>;
  readonly symbols: readonly string[];
  /** For each context that was seen, how often each symbol followed; both as they are in `symbols`. */
  readonly counts: readonly (readonly [context: string, Readonly<Record<string, number>>])[];
}

/** Throws: ValueError unless an object has the form of a config. */
export function checkConfig(config: object): MarkovChainConfig {
  const { model, options, symbols, counts } = config as Partial<MarkovChainConfig>;
  const isList = (list: unknown) => Array.isArray(list) && list.every((symbol) => typeof symbol === "string");
  const isRow = (row: unknown) =>
    Array.isArray(row) && typeof row[0] === "string" && typeof row[1] === "object" && row[1];
  const holds =
    typeof options === "object" && options !== null && isList(symbols) && Array.isArray(counts) && counts.every(isRow);
  if (holds && model === "MarkovChain") return config as MarkovChainConfig;
  throw new ValueError("MarkovChain.fromConfig", "this is not the config of a chain.", {
    given: JSON.stringify(config).slice(0, 80),
    expected: "what `config` of a chain was",
  });
}

/** The counts of a config. Throws: ValueError for symbols that are not in the alphabet, or a context of another length. */
export function countsOf(rows: MarkovChainConfig["counts"], alphabet: Alphabet, order: number): TransitionCounts {
  const counts = new TransitionCounts(order, alphabet.size);
  for (const [label, following] of rows) {
    const context = alphabet.parseLabel(label);
    for (const [symbol, times] of Object.entries(following)) {
      const index = alphabet.symbols.indexOf(symbol);
      if (context.length !== order || context.includes(-1) || index < 0 || !(times > 0)) {
        throw new ValueError("MarkovChain.fromConfig", "the counts are not those of a chain.", {
          given: `${JSON.stringify(label)} -> ${JSON.stringify(symbol)}: ${times}`,
          expected: `${order} of the symbols, one symbol, a number above 0`,
        });
      }
      counts.add(context, index, times);
    }
  }
  return counts;
}
