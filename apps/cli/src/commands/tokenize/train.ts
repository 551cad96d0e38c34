import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { BpeTokenizer } from "@cairn-ml/tokenizers";
import { explainFileError, writeSynced } from "@cairn-ml/train/node";
import { InputError } from "../../errors.js";
import { say } from "../../output/say.js";
import { duration, grouped, invocation, quoted } from "../../output/text.js";
import { showWork } from "../../output/work.js";
import { readText } from "../../read-text.js";

export interface TrainTokenizerOptions {
  readonly from: string;
  readonly vocabSize: number;
  readonly minCount: number;
  readonly out: string;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

const op = "tokenize train";

/** `cairn tokenize train`: learns merges from a text. Nothing is written before it is done, so Ctrl-C ends it at once. */
export async function trainTokenizer(options: TrainTokenizerOptions): Promise<void> {
  const { from, vocabSize, minCount, out, overwrite, json } = options;
  const path = join(out, "tokenizer.json");
  if (existsSync(path) && !overwrite) {
    throw new InputError(`${op}: ${path} is there already.`, {
      given: `--out ${out}`,
      expected: "a folder without a tokenizer",
      fix: "choose another folder, or give --overwrite",
    });
  }
  const { bytes } = await readText(op, from);
  const began = performance.now();
  const tokenizer = learn(bytes, vocabSize, minCount);
  const seconds = (performance.now() - began) / 1000;
  await mkdir(out, { recursive: true }).catch((error) => {
    throw explainFileError(op, out, error);
  });
  await writeSynced(op, path, new TextEncoder().encode(`${JSON.stringify(tokenizer.toHuggingFace())}\n`));
  const tokens = tokenizer.encodeBytes(bytes).length;
  const { vocabSize: learned } = tokenizer;
  if (json) {
    const sizes = { vocabSize: learned, bytes: bytes.length, tokens, seconds };
    process.stdout.write(`${JSON.stringify({ command: op, from, out, ...sizes })}\n`);
    return;
  }
  if (learned < vocabSize)
    say(`No other pair of tokens occurs ${minCount} times: there are fewer than were asked for.`);
  process.stdout.write(
    `${grouped(learned)} tokens, learned from ${grouped(bytes.length)} bytes in ${duration(seconds)}: ` +
      `the text is ${grouped(tokens)} of them, ${(bytes.length / tokens).toFixed(2)} bytes each.\n` +
      `Saved to ${path}. Try it:\n  ${invocation()} tokenize --tokenizer ${quoted(out)} --encode "some text"\n`,
  );
}

function learn(bytes: Uint8Array, vocabSize: number, minCount: number): BpeTokenizer {
  const bar = showWork("merges", vocabSize - 256);
  try {
    return BpeTokenizer.train(bytes, {
      ...{ vocabSize, minCount },
      onProgress: ({ vocabSize }) => bar.update(vocabSize - 256),
    });
  } finally {
    bar.stop();
  }
}
