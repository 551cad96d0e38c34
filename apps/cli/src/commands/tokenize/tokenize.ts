import type { BpeTokenizer, CharTokenizer } from "@cairn-ml/tokenizers";
import { InputError, UsageError } from "../../errors.js";
import { colors } from "../../output/colors.js";
import { columnsOf, grouped, wrap } from "../../output/text.js";
import { openTokenizer } from "./open-tokenizer.js";
import { piecesOf, showPieces, visible } from "./pieces.js";

export interface TokenizeOptions {
  readonly tokenizer: string;
  readonly encode?: string;
  readonly decode?: string;
  readonly allowSpecial?: boolean;
  readonly json?: boolean;
}

const largest = 2 ** 25; // bytes: should each be a token, the document is still a string that every engine can hold

/** `cairn tokenize`: the tokens of a text, or the text of tokens. */
export async function tokenize({
  tokenizer: name,
  encode,
  decode,
  allowSpecial,
  json,
}: TokenizeOptions): Promise<void> {
  if ((encode === undefined) === (decode === undefined)) {
    throw new UsageError("tokenize: say either --encode or --decode.", {
      given: encode === undefined ? "neither" : "both",
      expected: "one of them",
      fix: 'tokenize --encode "I chose that bank for"',
    });
  }
  if (decode !== undefined) {
    const tokens = readIds(decode === "-" ? new TextDecoder().decode(await readStandardInput()) : decode);
    const text = (await openTokenizer(name)).decode(tokens);
    process.stdout.write(json ? `${JSON.stringify({ text })}\n` : `${text}\n`);
    return;
  }
  const input = encode === "-" ? await readStandardInput() : new TextEncoder().encode(encode);
  const tokenizer = await openTokenizer(name);
  const tokens = tokensOf(tokenizer, input, allowSpecial === true);
  const pieces = piecesOf(tokenizer, tokens);
  if (json) process.stdout.write(`${JSON.stringify({ tokens: [...tokens], pieces })}\n`);
  else print(tokenizer, input, tokens, pieces);
}

/** Bytes that are not UTF-8 are encoded as they are, unless the tokenizer knows only characters. */
function tokensOf(tokenizer: BpeTokenizer | CharTokenizer, bytes: Uint8Array, special: boolean): Int32Array {
  if (tokenizer.kind === "bpe" && !special) return tokenizer.encodeBytes(bytes);
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return tokenizer.kind === "bpe" ? tokenizer.encode(text, { allowedSpecial: "all" }) : tokenizer.encode(text);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InputError("tokenize: standard input is not text.", {
      given: `${bytes.length} bytes that are not UTF-8`,
      expected: special ? "text, for special tokens to be found in it" : "text: this tokenizer knows only characters",
      fix: special ? "leave --allow-special out: bytes are then encoded as they are" : "convert it to UTF-8",
    });
  }
}

function readIds(text: string): number[] {
  const words = text.replace(/^\s*\[|\]\s*$/g, "").split(/[\s,]+/);
  return words
    .filter((word) => word !== "")
    .map((word) => {
      if (/^\d+$/.test(word)) return Number(word);
      throw new UsageError(`tokenize: ${JSON.stringify(word)} is no token.`, {
        given: text.length > 60 ? `${text.slice(0, 60)}…` : text,
        expected: "whole numbers with commas between",
        fix: '--decode "1,2,3"',
      });
    });
}

function print(
  tokenizer: BpeTokenizer | CharTokenizer,
  input: Uint8Array,
  tokens: Int32Array,
  pieces: readonly string[],
): void {
  const shown = pieces.map((piece, i) => visible(tokenizer, tokens[i]!, piece));
  process.stdout.write(`${showPieces(shown, pieces)}\n${wrap(tokens.join(" "), columnsOf(process.stdout))}\n`);
  if (!process.stderr.isTTY || tokens.length === 0) return;
  const each = (input.length / tokens.length).toFixed(2);
  const sizes = `${grouped(input.length)} bytes, ${grouped(tokens.length)} tokens, ${each} bytes a token`;
  process.stderr.write(`${colors(process.stderr).dim(sizes)}\n`);
}

async function readStandardInput(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of process.stdin) {
    parts.push(part);
    length += part.length;
    if (length <= largest) continue;
    throw new InputError("tokenize: standard input is too large.", {
      given: `more than ${largest} bytes`,
      expected: `${largest} bytes at most`,
      fix: "give it in parts",
    });
  }
  return Buffer.concat(parts);
}
