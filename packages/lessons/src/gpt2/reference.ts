import { readSafetensors, type SafetensorsFile, toFloat32 } from "@cairn-ml/data";
import { ValueError } from "@cairn-ml/tensor";
import type { Host } from "../lesson.js";

/** Numbers of every head for every pair of positions. */
export interface Heads {
  readonly shape: readonly [layers: number, heads: number, T: number];
  /** A row for each layer: (H, T, T) flat. */
  readonly layers: readonly Float32Array[];
}

/** What a model made of one prompt, as somebody else has computed it. */
export interface Example {
  readonly prompt: string;
  readonly tokens: readonly number[];
  /** q kᵀ, not divided by √D and not masked. */
  readonly scores: Heads;
  readonly weights: Heads;
  /** Of the last position. */
  readonly logits: Float32Array;
  readonly likeliest: readonly { readonly id: number; readonly logProbability: number }[];
}

/**
 * Reads `reference.json` (rows of prompt, tokenIds, top50) and `reference.safetensors` (ex0.attn_scores_unscaled, ex0.attn_probs,
 * ex0.logits_last, …).
 *
 * Throws: ValueError for a folder with something else.
 */
export async function readReference(folder: string, { files }: Host): Promise<Example[]> {
  if (!files) {
    throw new ValueError("lesson 11", "files can not be read here.", { given: folder, expected: "a terminal" });
  }
  const rows = rowsOf(folder, new TextDecoder().decode(await files.read(`${folder}/reference.json`)));
  const name = `${folder}/reference.safetensors`;
  const file = readSafetensors(await files.read(name), { name });
  return rows.map((row, i) => {
    const { prompt, tokenIds: tokens } = row;
    const scores = headsOf(file, `ex${i}.attn_scores_unscaled`, name, tokens.length);
    return {
      ...{ prompt, tokens, scores },
      weights: headsOf(file, `ex${i}.attn_probs`, name, tokens.length),
      logits: toFloat32(entryOf(file, `ex${i}.logits_last`, name)),
      likeliest: row.top50.map(({ id, logprob }) => ({ id, logProbability: logprob })),
    };
  });
}

interface Row {
  readonly prompt: string;
  readonly tokenIds: readonly number[];
  readonly top50: readonly { readonly id: number; readonly logprob: number }[];
}

function rowsOf(folder: string, text: string): Row[] {
  let rows: unknown;
  try {
    rows = (JSON.parse(text) as { rows?: unknown } | null)?.rows;
  } catch {
    rows = undefined;
  }
  if (Array.isArray(rows) && rows.length > 0 && rows.every(isRow)) return rows;
  throw new ValueError("lesson 11", `${folder}/reference.json holds no reference.`, {
    given: `${text.slice(0, 40)}${text.length > 40 ? "…" : ""}`,
    expected: '{ "rows": [{ "prompt", "tokenIds", "top50": [{ "id", "logprob" }] }] }',
  });
}

function isRow(value: unknown): value is Row {
  const { prompt, tokenIds, top50 } = (value ?? {}) as Partial<Row>;
  return (
    typeof prompt === "string" &&
    Array.isArray(tokenIds) &&
    tokenIds.length > 0 &&
    tokenIds.every((id) => Number.isSafeInteger(id) && id >= 0) &&
    Array.isArray(top50) &&
    top50.every((top) => Number.isSafeInteger(top?.id) && typeof top?.logprob === "number")
  );
}

function entryOf({ tensors }: SafetensorsFile, entry: string, name: string) {
  const found = tensors.get(entry);
  if (found) return found;
  throw new ValueError("lesson 11", `${name} has no ${entry}.`, {
    given: [...tensors.keys()].slice(0, 5).join(", ") || "nothing",
    expected: "ex0.attn_scores_unscaled, ex0.attn_probs, ex0.logits_last, …, for each row of reference.json",
  });
}

function headsOf(file: SafetensorsFile, entry: string, name: string, T: number): Heads {
  const found = entryOf(file, entry, name);
  const [L, H, rows, columns] = found.shape;
  if (found.shape.length !== 4 || rows !== T || columns !== T) {
    throw new ValueError("lesson 11", `${entry} of ${name} does not fit its prompt.`, {
      given: `(${found.shape.join(", ")})`,
      expected: `(layers, heads, ${T}, ${T})`,
    });
  }
  const values = toFloat32(found);
  const size = H! * T * T;
  return {
    shape: [L!, H!, T],
    layers: Array.from({ length: L! }, (_, i) => values.slice(i * size, (i + 1) * size)),
  };
}
