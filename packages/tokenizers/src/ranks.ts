import { mergeTokens } from "./bpe-merge.js";
import type { BpeParts } from "./bpe-vocabulary.js";
import { baseSymbols, byteOfToken, spell } from "./byte-alphabet.js";
import { quote, TokenizerError } from "./errors.js";
import { PairTable } from "./pair-table.js";

/** A vocabulary as tiktoken keeps it: the bytes of each token, in the order of merges. */
export interface Ranks {
  /** `! 0 IQ== Ig== …`: the first token's id, then tokens in base64. */
  readonly bpe_ranks: string;
  readonly special_tokens: Readonly<Record<string, number>>;
}

/**
 * The merges that a list of tokens implies: each token after the bytes is made of the two that its bytes become by the merges
 * of those before it.
 *
 * Throws: TokenizerError when the bytes are not in GPT-2's order, or a token is not made of two.
 */
export function partsOfRanks({ bpe_ranks, special_tokens }: Ranks): BpeParts {
  const op = "gpt2Tokenizer";
  const tokens = bpe_ranks.split("\n").flatMap((line) => line.split(" ").slice(2).map(bytesOfBase64));
  const symbols = tokens.map(spell);
  const ranks = new PairTable(tokens.length);
  const merged = new Int32Array(tokens.length); // by rank
  const found = { rank: (left: number, right: number) => ranks.get(left, right), merged };
  const tokenOfByte = new Int32Array(256);
  byteOfToken.forEach((byte, token) => {
    if (symbols[token] !== baseSymbols[token]) fail(op, token, symbols[token]);
    tokenOfByte[byte] = token;
  });
  const merges: string[] = [];
  for (let token = 256; token < tokens.length; token++) {
    const pair = new Int32Array(tokens[token]!);
    for (let i = 0; i < pair.length; i++) pair[i] = tokenOfByte[pair[i]!]!;
    if (mergeTokens(found, pair, pair.length) !== 2) fail(op, token, symbols[token]);
    merged[merges.length] = token;
    ranks.set(pair[0]!, pair[1]!, merges.length);
    merges.push(`${symbols[pair[0]!]!} ${symbols[pair[1]!]!}`);
  }
  for (const [text, id] of Object.entries(special_tokens)) symbols[id] = spell(new TextEncoder().encode(text));
  return { symbols, merges, special: Object.keys(special_tokens) };
}

function bytesOfBase64(text: string): Uint8Array {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i); // Uint8Array.from takes ten times as long
  return bytes;
}

function fail(op: string, token: number, symbol: string | undefined): never {
  throw new TokenizerError({
    op,
    what: `token ${token} does not follow from those before it`,
    given: quote(symbol),
    expected: "256 bytes in GPT-2's order, then what each merge makes",
    fix: "use the ranks of GPT-2",
  });
}
