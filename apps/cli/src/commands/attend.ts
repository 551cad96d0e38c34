import { UsageError } from "../errors.js";
import { colors } from "../output/colors.js";
import { exhibitText } from "../output/exhibits/exhibit-text.js";
import { checkWritable, writePlot } from "../output/exhibits/write-plot.js";
import { say } from "../output/say.js";
import { columnsOf } from "../output/text.js";
import { quotedPiece } from "../output/visible.js";
import { attentionExhibits, lensExhibit } from "./attend/exhibits.js";
import { attentionOf, type Choice, checkChoice, guessesOf, type LayerGuess } from "./attend/look.js";
import { type BeginningOptions, readBeginning } from "./generate/beginning.js";
import { type Encoded, encodeBeginning } from "./generate/codec.js";
import { type ModelOptions, openModel } from "./generate/open-model.js";

export interface AttendOptions extends BeginningOptions, ModelOptions, Choice {
  readonly lens?: boolean;
  readonly svg?: string;
  readonly png?: string;
  readonly json?: boolean;
}

/** `cairn attend`: how much each token takes from those before it; with `--lens`, what each layer would say comes next. */
export async function attend(options: AttendOptions): Promise<void> {
  const files = filesOf(options);
  const beginning = await readBeginning("attend", options);
  const { lens = false } = options;
  for (const path of files) await checkWritable("attend", path);
  const { model, tokenizer } = await openModel(options);
  const encoded = encodeBeginning("attend", options.model, beginning, tokenizer);
  const { tokens, hasText, nameOf } = encoded;
  checkChoice(model, tokens, options, lens);
  const pieces = hasText && { pieces: tokens.map(nameOf) };
  const start = { command: "attend", model: options.model, tokens, ...pieces };
  const quoted = (token: number) => (hasText ? quotedPiece(nameOf(token)) : String(token));
  const names = tokens.map(quoted);
  if (lens) {
    const layers = guessesOf(model, tokens, options);
    if (options.json) print({ ...start, lens: layers.map((layer) => named(layer, encoded)) });
    else show(lensExhibit(layers, names, quoted));
    return;
  }
  const layers = attentionOf(model, tokens, options);
  const exhibits = attentionExhibits(layers, names, options);
  if (options.json) print({ ...start, layers });
  else for (const exhibit of exhibits) show(exhibit);
  for (const path of files) {
    await writePlot(path, exhibits, { title: `Attention: ${encoded.shown()}`, op: "attend" });
    say(`Wrote ${path}.`);
  }
}

/** Throws: UsageError for names of files of another kind, and for what a table can not be. */
function filesOf({ svg, png, lens, head }: AttendOptions): string[] {
  for (const [kind, path] of Object.entries({ svg, png })) {
    if (path === undefined || path.toLowerCase().endsWith(`.${kind}`)) continue;
    throw new UsageError(`--${kind}: ${JSON.stringify(path)} is no name of such a file.`, {
      ...{ given: `--${kind} ${path}`, expected: `a name that ends in .${kind}`, fix: `--${kind} attention.${kind}` },
    });
  }
  const files = [svg, png].filter((path) => path !== undefined);
  if (lens && (files.length > 0 || head !== undefined)) {
    throw new UsageError("attend: --lens has no heads, and is not drawn.", {
      given: `--lens and ${head === undefined ? "a file" : "--head"}`,
      expected: "--lens alone, or with --layer",
      fix: "leave one out",
    });
  }
  return files;
}

function named({ layer, top }: LayerGuess, { hasText, nameOf }: Encoded): object {
  return { layer, top: top.map((one) => ({ ...one, ...(hasText && { piece: nameOf(one.token) }) })) };
}

function print(document: object): void {
  process.stdout.write(`${JSON.stringify(document)}\n`);
}

function show(exhibit: Parameters<typeof exhibitText>[0]): void {
  const text = exhibitText(exhibit, { columns: columnsOf(process.stdout), colors: colors(process.stdout) });
  process.stdout.write(`\n${text}\n`);
}
