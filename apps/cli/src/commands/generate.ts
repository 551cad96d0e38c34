import { buffer } from "node:stream/consumers";
import { init, Rng } from "@cairn-ml/tensor";
import { Interrupted, UsageError } from "../errors.js";
import { Interrupts } from "../interrupt.js";
import type { DeviceName } from "../options.js";
import { colors } from "../output/colors.js";
import { grouped } from "../output/text.js";
import { loadModel } from "./load-model.js";
import { write } from "./write.js";

/** What the command line may say. */
export interface GenerateTextOptions {
  readonly model: string;
  readonly prompt: string;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topK?: number;
  readonly topP?: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly device?: DeviceName;
  readonly json?: boolean;
}

/** `cairn generate`: goes on with a text, shown as it is written. */
export async function generateText(options: GenerateTextOptions): Promise<void> {
  using interrupts = new Interrupts();
  const { seed = 0, device = "wasm", threads } = options;
  const prompt = options.prompt === "-" ? await readStandardInput() : options.prompt;
  if (prompt === "") {
    throw new UsageError("generate: the prompt is empty.", {
      given: options.prompt === "-" ? "nothing on standard input" : '--prompt ""',
      expected: "some text to go on with",
      fix: '--prompt "One sunny day, Mia"',
    });
  }
  await init({ device, ...(threads !== undefined && { threads }) });
  const { model, tokenizer } = await loadModel(options.model);
  const start = tokenizer.encode(prompt);
  interrupts.arm(() => options.json || process.stdout.write("\n"));
  const began = performance.now();
  if (!options.json) process.stdout.write(colors(process.stdout).dim(prompt));
  const tokens: number[] = [];
  let text = "";
  for (const piece of write(model, tokenizer, start, { ...sampling(options), rng: new Rng(seed) })) {
    if (piece.token !== null) tokens.push(piece.token);
    text += piece.text;
    if (!options.json) process.stdout.write(piece.text);
    await interrupts.check(() => new Interrupted(`Stopped after ${tokens.length} tokens.`));
  }
  const seconds = (performance.now() - began) / 1000;
  const tokensPerSecond = tokens.length / seconds;
  if (options.json) {
    const document = { command: "generate", model: options.model, prompt, text, tokens, seconds, tokensPerSecond };
    process.stdout.write(`${JSON.stringify(document)}\n`);
  } else {
    process.stdout.write("\n");
    if (process.stderr.isTTY) {
      process.stderr.write(
        `${colors(process.stderr).dim(`${tokens.length} tokens, ${grouped(tokensPerSecond)} a second`)}\n`,
      );
    }
  }
}

function sampling({ maxTokens, temperature, topK, topP }: GenerateTextOptions) {
  return { maxTokens, temperature, ...(topK !== undefined && { topK }), ...(topP !== undefined && { topP }) };
}

async function readStandardInput(): Promise<string> {
  const bytes = await buffer(process.stdin);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError("generate: standard input is not text.", {
      given: `${bytes.length} bytes that are not UTF-8`,
      expected: "text in UTF-8",
      fix: 'printf "One sunny day, Mia" | … generate --prompt -',
    });
  }
}
