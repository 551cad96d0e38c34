import type { BpeTokenizer, CharTokenizer } from "@cairn-ml/tokenizers";
import { colors } from "../../output/colors.js";

/** What each token stands for; U+FFFD where it is a part of a character. */
export function piecesOf(tokenizer: BpeTokenizer | CharTokenizer, tokens: Int32Array): string[] {
  const known = new Map<number, string>();
  return Array.from(tokens, (token) => {
    const piece = known.get(token) ?? tokenizer.decode([token]);
    known.set(token, piece);
    return piece;
  });
}

const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A piece as it is shown: nothing in it moves the cursor, and bytes that are a part of a character are in hexadecimal. */
export function visible(tokenizer: BpeTokenizer | CharTokenizer, token: number, piece: string): string {
  const isCut = piece.includes("\ufffd") && tokenizer.kind === "bpe";
  const text = isCut ? withHexadecimal(tokenizer.decodeBytes([token])) : piece;
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => escapes[character] ?? `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The characters that are whole, and the other bytes as `\xf0`. */
function withHexadecimal(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const size = [1, 2, 3, 4].find((size) => at + size <= bytes.length && isText(bytes.subarray(at, at + size)));
    text += size ? strict.decode(bytes.subarray(at, at + size)) : `\\x${bytes[at]!.toString(16).padStart(2, "0")}`;
    at += size ?? 1;
  }
  return text;
}

function isText(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The pieces one after the other: in colours in turn on a terminal, else parted by `|`. A line break ends a line. */
export function showPieces(shown: readonly string[], pieces: readonly string[]): string {
  const paint = colors(process.stdout);
  const inTurn = [paint.bgCyan, paint.bgGreen, paint.bgYellow, paint.bgMagenta].map(
    (color) => (text: string) => color(paint.black(text)),
  );
  let text = "";
  shown.forEach((piece, i) => {
    const isLineStart = i === 0 || pieces[i - 1]!.endsWith("\n");
    if (!isLineStart && !paint.isColorSupported) text += "|";
    text += inTurn[i % inTurn.length]!(piece);
    if (pieces[i]!.endsWith("\n")) text += "\n";
  });
  return text.endsWith("\n") ? text : `${text}\n`;
}
