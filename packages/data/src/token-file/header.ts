import { TokenFileError } from "./error.js";

/** How a token lies in a file: 2 bytes serve up to 65,536 tokens, 4 all others. Little-endian. */
export type TokenDType = "uint16" | "uint32";

/** What a file of tokens says of itself. */
export interface TokenFileHeader {
  readonly dtype: TokenDType;
  /** Tokens in the part to train on, then in the part to measure with. */
  readonly lengths: readonly [train: number, validation: number];
  /** What the tokens stand for: `tokenizer` (its JSON), say. */
  readonly metadata: Readonly<Record<string, string>>;
}

export const bytesOf: Readonly<Record<TokenDType, number>> = { uint16: 2, uint32: 4 };
const names: Readonly<Record<TokenDType, string>> = { uint16: "U16", uint32: "U32" };
const prefix = 8; // the length of the JSON text
const longest = 100_000_000; // of the JSON text

/**
 * The first bytes of a file: a safetensors header of two vectors, `train` and `validation`. It is as long for any lengths, so
 * that it can be written again once they are known.
 *
 * Source: https://github.com/huggingface/safetensors, "Format".
 */
export function encodeHeader({ dtype, lengths, metadata }: TokenFileHeader): Uint8Array<ArrayBuffer> {
  const size = bytesOf[dtype];
  const part = (length: number, begin: number) => ({
    dtype: names[dtype],
    shape: [length],
    data_offsets: [begin, begin + size * length],
  });
  const [train, validation] = lengths;
  const json = { __metadata__: metadata, train: part(train, 0), validation: part(validation, size * train) };
  const text = new TextEncoder().encode(JSON.stringify(json));
  const [most] = [16 * 6]; // digits of six numbers
  const empty = new TextEncoder().encode(JSON.stringify({ __metadata__: metadata })).length;
  const length = Math.ceil((empty + 160 + most) / 64) * 64;
  const bytes = new Uint8Array(prefix + length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, prefix);
  return bytes;
}

/** How long the JSON text is, by the first 8 bytes. Throws: TokenFileError when that cannot be. */
export function headerLength(name: string, first: Uint8Array, fileSize: number): number {
  const length = first.length < prefix ? -1n : new DataView(first.buffer, first.byteOffset).getBigUint64(0, true);
  if (length > 1n && length <= longest && prefix + Number(length) <= fileSize) return Number(length);
  throw new TokenFileError("tokens", `${name} is no file of tokens.`, {
    given: `${fileSize} bytes that do not begin with a header`,
    expected: "a file that `cairn train gpt --prepare` wrote",
    fix: "say what it is if it is tokens alone: --dtype uint16",
  });
}

/** Reads the JSON text. `dataSize` bytes follow it. Throws: TokenFileError unless they are these two parts, and nothing else. */
export function decodeHeader(name: string, text: Uint8Array, dataSize: number): TokenFileHeader {
  const refuse = (given: string): never => {
    throw new TokenFileError("tokens", `${name} is no whole file of tokens.`, {
      given,
      expected: "the vectors train and validation, of uint16 or uint32, one after the other up to the file's end",
      fix: "write it again",
    });
  };
  const header = parse(text) ?? refuse("a header that is no JSON object");
  const { __metadata__: metadata = {}, train, validation, ...others } = header as Record<string, Part>;
  const names = Object.keys(header).join(", ");
  if (!train || !validation || Object.keys(others).length > 0) return refuse(names || "an empty header");
  const dtype = train.dtype === "U16" ? "uint16" : train.dtype === "U32" ? "uint32" : refuse(`dtype ${train.dtype}`);
  const size = bytesOf[dtype];
  const lengths: number[] = [];
  let begin = 0;
  for (const part of [train, validation]) {
    const [length] = Array.isArray(part.shape) ? part.shape : [];
    const end = begin + size * Number(length);
    const fits =
      part.dtype === train.dtype &&
      Number.isSafeInteger(length) &&
      length >= 0 &&
      JSON.stringify([part.shape, part.data_offsets]) === JSON.stringify([[length], [begin, end]]);
    if (!fits) refuse(JSON.stringify(part));
    lengths.push(length);
    begin = end;
  }
  if (begin !== dataSize) refuse(`${dataSize} bytes of tokens where the header has ${begin}`);
  const texts = Object.entries(metadata).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return { dtype, lengths: [lengths[0]!, lengths[1]!], metadata: Object.fromEntries(texts) };
}

/** As it comes from a file: anything. */
// biome-ignore lint/suspicious/noExplicitAny: checked field by field
type Part = any;

function parse(text: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
