import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { TokenFileWriter } from "@cairn-ml/data/node";
import { BpeTokenizer, CharTokenizer, type Tokenizer } from "@cairn-ml/tokenizers";
import { explainFileError } from "@cairn-ml/train/node";
import { InputError, UsageError } from "../../errors.js";
import { say } from "../../output/say.js";
import { grouped, invocation, quoted } from "../../output/text.js";
import { noTokenizer } from "./job.js";
import type { Asked } from "./request.js";
import { resolveSettings } from "./resolve-settings.js";
import type { Settings } from "./settings.js";
import { loadStart } from "./start.js";

const op = "train gpt";
const learnedFrom = 2 ** 26; // bytes of the text that a tokenizer is learned from at most

/** `--prepare`: writes a text as a file of tokens, however large it is. Returns what `--json` prints. */
export async function prepareTokens(path: string, asked: Asked): Promise<object> {
  const { from, init, dtype, preset = "stories" } = asked;
  if (from === undefined || dtype !== undefined) {
    throw new UsageError("train gpt: --prepare makes tokens of a text.", {
      given: from === undefined ? "no --from" : `--dtype ${dtype}`,
      expected: "--from and a text file",
      fix: "--prepare tokens.safetensors --from your.txt",
    });
  }
  if (!path.endsWith(".safetensors")) {
    throw new UsageError("train gpt: a file of tokens is a .safetensors file.", {
      given: `--prepare ${path}`,
      expected: "a name that ends in .safetensors",
      fix: `--prepare ${quoted(`${path.replace(/\.\w+$/, "")}.safetensors`)}`,
    });
  }
  const start = init === undefined ? undefined : await loadStart(init);
  const settings = resolveSettings(preset, asked, start?.config);
  if (start && !start.tokenizer) throw noTokenizer(init!);
  try {
    const { size } = await stat(from);
    const cut = await cutOf(from, size, settings.validation);
    const tokenizer = start?.tokenizer ?? (await learn(from, cut, settings));
    const lengths = await write(path, from, { cut, tokenizer });
    report(path, lengths, tokenizer);
    const [train, validation] = lengths;
    return { command: "train gpt --prepare", file: path, train, validation, vocabSize: tokenizer.vocabSize };
  } catch (error) {
    throw explainFileError(op, from, error);
  }
}

/** Where the held-out part begins: for ASCII the place where a text in memory is cut. */
async function cutOf(path: string, size: number, validation: number): Promise<number> {
  const cut = await startOfCharacter(path, Math.floor((1 - validation) * size));
  if (cut > 0 && cut < size) return cut;
  throw new InputError(`train gpt: ${path} is too short.`, {
    given: `${size} bytes`,
    expected: "a text to train on and a part to hold out",
  });
}

/** The byte at which the character begins that this byte of a text in UTF-8 belongs to. */
export async function startOfCharacter(path: string, byte: number): Promise<number> {
  const file = await open(path);
  try {
    const from = Math.max(0, byte - 3);
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, from);
    let start = byte;
    while (start > from && isInside(buffer[start - from]!)) start--;
    return start;
  } finally {
    await file.close();
  }
}

const isInside = (byte: number) => (byte & 0xc0) === 0x80; // of a character in UTF-8

async function learn(path: string, cut: number, settings: Settings): Promise<Tokenizer> {
  if (settings.tokenizer === "char") {
    const characters = new Set<string>();
    for await (const text of pieces(path, 0)) for (const character of text) characters.add(character);
    return CharTokenizer.train([...characters].join(""));
  }
  let text = "";
  const end = await startOfCharacter(path, Math.min(cut, learnedFrom));
  for await (const piece of pieces(path, 0, end)) text += piece;
  return BpeTokenizer.train(text, { vocabSize: settings.vocabSize });
}

async function write(
  path: string,
  from: string,
  { cut, tokenizer }: { cut: number; tokenizer: Tokenizer },
): Promise<readonly [number, number]> {
  const dtype = tokenizer.vocabSize > 65_536 ? "uint32" : "uint16";
  try {
    using writer = new TokenFileWriter(path, { dtype, metadata: { tokenizer: JSON.stringify(tokenizer) } });
    for await (const text of pieces(from, 0, cut)) writer.append("train", tokenizer.encode(text));
    for await (const text of pieces(from, cut)) writer.append("validation", tokenizer.encode(text));
    return writer.finish();
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}

/**
 * The text from byte `begin` to `end`, in pieces that end before white space that follows something else: no merge crosses
 * that place, so that the tokens are those of the whole. Throws: InputError when it is no UTF-8.
 */
async function* pieces(path: string, begin: number, end: number = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: begin > 0 });
  let rest = "";
  try {
    const bytes = createReadStream(path, { start: begin, end: end - 1, highWaterMark: 1 << 22 });
    for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
      rest += decoder.decode(chunk, { stream: true });
      const cut = lastPlace(rest);
      if (cut > 0) yield rest.slice(0, cut);
      rest = rest.slice(cut);
    }
    rest += decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InputError(`train gpt: ${path} is not text.`, {
      given: "bytes that are not UTF-8",
      expected: "a text file in UTF-8",
      fix: "convert it, as by iconv -f latin1 -t utf-8",
    });
  }
  if (rest !== "") yield rest;
}

/** The last place before white space after something else, 0 if there is none. */
function lastPlace(text: string): number {
  for (let i = text.length - 1; i > 0; i--) if (/\s/.test(text[i]!) && /\S/.test(text[i - 1]!)) return i;
  return 0;
}

function report(path: string, [train, validation]: readonly [number, number], { vocabSize }: Tokenizer): void {
  say(
    `Wrote ${path}: ${grouped(train)} tokens to train on and ${grouped(validation)} held out, of ${grouped(vocabSize)} ` +
      `different ones. Train on them: ${invocation()} train gpt --from ${quoted(path)}`,
  );
}
