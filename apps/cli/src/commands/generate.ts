import { Continuations, writeText } from "@cairn-ml/models-gpt";
import { Interrupted } from "../errors.js";
import { Interrupts } from "../interrupt.js";
import { readBeginning } from "./generate/beginning.js";
import { checkStops, type Encoded, encodeBeginning, numbersOnly } from "./generate/codec.js";
import { documentOf, Written } from "./generate/document.js";
import { openModel } from "./generate/open-model.js";
import { printReport } from "./generate/report.js";
import { ManyTexts, OneText, type Screen } from "./generate/screen.js";
import { checkTogether, continuationsOptions, type GenerateCommandOptions } from "./generate/settings.js";
import { Watch } from "./generate/watch.js";

const partOfPrompt = 128; // tokens: some tenths of a second with GPT-2, after which Ctrl-C is heard

/** `cairn generate`: goes on with a text, shown as it is written. */
export async function generateCommand(options: GenerateCommandOptions): Promise<void> {
  using interrupts = new Interrupts();
  checkTogether(options);
  const { json } = options;
  const beginning = await readBeginning("generate", options);
  const loaded = await openModel(options);
  const { model, tokenizer } = loaded;
  const encoded = encodeBeginning("generate", options.model, beginning, tokenizer);
  checkStops(options.model, tokenizer, options.stop);
  using continuations = new Continuations(model, encoded.tokens, continuationsOptions(options, loaded));
  const written = new Written(options.n);
  interrupts.arm(() => json || process.stdout.write("\n"));
  const began = performance.now();
  const document = () => documentOf(options, encoded, written, (performance.now() - began) / 1000);
  const check = () =>
    interrupts.check(() => new Interrupted(`Stopped after ${written.count} tokens.`, {}, json ? document() : {}));

  const screen = json ? null : screenOf(options, encoded);
  await check();
  while (continuations.readPrompt(partOfPrompt)) await check();
  for (const piece of writeText(continuations, () => (tokenizer ?? numbersOnly).decoder(), options)) {
    written.add(piece);
    screen?.piece(piece);
    await check();
  }
  screen?.end();
  if (json) process.stdout.write(`${JSON.stringify(document())}\n`);
  else printReport(options, encoded, written, (performance.now() - began) / 1000);
}

function screenOf({ watch, n }: GenerateCommandOptions, encoded: Encoded): Screen {
  if (watch) return new Watch(encoded);
  return n > 1 ? new ManyTexts(encoded.shown(), n) : new OneText(encoded.shown());
}
