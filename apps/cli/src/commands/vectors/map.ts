import { basename } from "node:path";
import type { Plot } from "@cairn-ml/lessons";
import { principalComponents } from "@cairn-ml/models-embedding";
import { openVectorFile } from "@cairn-ml/models-embedding/node";
import { InputError } from "../../errors.js";
import { colors } from "../../output/colors.js";
import { exhibitText } from "../../output/exhibits/exhibit-text.js";
import { checkWritable, writePlot } from "../../output/exhibits/write-plot.js";
import { say } from "../../output/say.js";
import { columnsOf } from "../../output/text.js";
import { type MappedWords, pickWords, wordsOf } from "../../vectors/words-of-map.js";
import type { MethodName } from "./formats.js";
import { printDocument, shown, vectorsFile } from "./open.js";

export interface MapOptions {
  readonly vectors?: string;
  readonly words?: string;
  readonly top: number;
  readonly method: MethodName;
  readonly seed?: number;
  readonly out?: string;
  readonly json?: boolean;
}

const op = "vectors map";
const fewest = 3; // two lie on a line however they are

/** `cairn vectors map`: words in the plane, alike ones near each other. */
export async function map(options: MapOptions): Promise<void> {
  const { method, out, json } = options;
  if (out !== undefined) await checkWritable(op, out);
  const chosen = await choose(options);
  const { points, shares } = await place(chosen, options);
  const plot = plotOf(chosen, points, shares);
  if (out !== undefined)
    await writePlot(out, [plot], { title: `Word vectors: ${basename(vectorsFile(options.vectors))}`, op });
  if (json) {
    const { words, missing } = chosen;
    const places = words.map((word, i) => ({ word, x: points[i]![0], y: points[i]![1] }));
    printDocument({ method, points: places, ...(shares && { shares }), missing, out: out ?? null });
  } else if (out === undefined) {
    const look = { columns: columnsOf(process.stdout), colors: colors(process.stdout) };
    process.stdout.write(`${exhibitText(plot, look)}\n`);
  } else process.stdout.write(`A map of ${chosen.words.length} words by ${names[method]}: ${out}\n`);
}

/** Throws: InputError when too few words have a vector. */
async function choose({ words: given, vectors, top }: MapOptions): Promise<MappedWords> {
  const file = vectorsFile(vectors);
  const wanted = given === undefined ? undefined : await wordsOf(given);
  const { blocks, dim } = await openVectorFile(file, wanted ? {} : { limit: top });
  const chosen = await pickWords(blocks, dim, wanted);
  const { words, missing } = chosen;
  if (words.length >= fewest && dim >= 2) {
    if (missing.length > 0) say(`No vector, so left out: ${listed(missing)}.`);
    return chosen;
  }
  throw new InputError(`${op}: there is too little for a map.`, {
    given: `${words.length} words with a vector, of dimension ${dim}${missing.length > 0 ? `; none of ${listed(missing)}` : ""}`,
    expected: `${fewest} words at least, of dimension 2 at least`,
    fix: "give more words by --words, such as --words man,woman,king,queen, or more by --top",
  });
}

function listed(words: readonly string[]): string {
  const first = words.slice(0, 10).map(shown).join(", ");
  return words.length > 10 ? `${first} and ${words.length - 10} more` : first;
}

interface Places {
  readonly points: readonly (readonly [number, number])[];
  /** Of all variance; of PCA. */
  readonly shares?: readonly number[];
}

async function place(chosen: MappedWords, { method, seed = 0 }: MapOptions): Promise<Places> {
  if (method === "umap") return { points: await (await import("../../vectors/umap.js")).umap(chosen, seed) };
  const { scores, shares } = principalComponents(chosen.rows, chosen.dim);
  return { points: chosen.words.map((_, i) => [scores[2 * i]!, scores[2 * i + 1]!]), shares };
}

const names: Record<MethodName, string> = { pca: "PCA", umap: "UMAP" };

function plotOf({ words }: MappedWords, points: Places["points"], shares: Places["shares"]): Plot {
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  const note = shares
    ? `The two directions in which the vectors, made to be of one length, differ most: ${percent(shares[0]!)} and ${percent(shares[1]!)} of all variance. Words that are apart here are not alike; words side by side may still differ in other directions.`
    : "Words that stand together are alike; how far groups are from each other says little, and the axes say nothing. Another --seed draws another map.";
  return {
    ...{ kind: "plot", title: `${words.length} words by ${shares ? names.pca : names.umap}` },
    x: { label: shares ? "first component" : "x" },
    y: { label: shares ? "second component" : "y" },
    series: [{ name: "words", mark: "points", points, labels: words.map(shown) }],
    note,
  };
}
