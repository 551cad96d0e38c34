import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fromGguf, partNames, partOf, toHuggingFace } from "@cairn-ml/models-gpt";
import { type OpenWeights, openWeights } from "@cairn-ml/models-gpt/node";
import { parseObject } from "@cairn-ml/train/node";
import { table } from "../output/table.js";
import { grouped } from "../output/text.js";

export interface InspectOptions {
  readonly json?: boolean;
}

/** What there is to say of a file of weights; its numbers are not read. */
interface Inspection {
  readonly format: string;
  readonly tensors: readonly { readonly name: string; readonly dtype: string; readonly shape: readonly number[] }[];
  readonly parameters: number;
  readonly bytes: number;
  readonly config?: object;
}

/** `cairn inspect`: the tensors of a file or a model's folder. */
export async function inspect(path: string, { json }: InspectOptions): Promise<void> {
  const weights = await openWeights("inspect", path);
  try {
    const config = await configOf(weights);
    const tensors = [...weights.tensors].map(([name, { dtype, shape }]) => ({ name, dtype, shape }));
    const parameters = tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    const { format, bytes } = weights;
    const found: Inspection = { format, tensors, parameters, bytes, ...(config && { config }) };
    process.stdout.write(json ? `${JSON.stringify(found)}\n` : `${screen(weights, found)}\n`);
  } finally {
    await weights.close();
  }
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/** The config.json beside the weights, as it is; for a GGUF file of a GPT-2 what its own keys say. */
async function configOf(weights: OpenWeights): Promise<object | undefined> {
  const file = join(dirname(weights.path), "config.json");
  const bytes = await readFile(file).catch(() => null);
  if (bytes && weights.format !== "gguf") return parseObject("inspect", file, bytes);
  const isGPT = weights.format === "gguf" && weights.metadata.get("general.architecture") === "gpt2";
  return isGPT && weights.metadata.has("gpt2.attention.head_count") ? toHuggingFace(fromGguf(weights)) : undefined;
}

/** A line for each part of the model, and the sums. */
function screen(weights: OpenWeights, { format, tensors, parameters, bytes, config }: Inspection): string {
  const parts = new Map<string, Part>();
  for (const [name, { dtype, shape, bytes: size }] of weights.tensors) {
    const part = partOf(name);
    const old = parts.get(part) ?? { tensors: 0, parameters: 0, bytes: 0, dtypes: new Set() };
    parts.set(part, {
      tensors: old.tensors + 1,
      parameters: old.parameters + sizeOf(shape),
      bytes: old.bytes + size,
      dtypes: old.dtypes.add(dtype),
    });
  }
  const rank = (part: string) => (partNames.includes(part) ? partNames.indexOf(part) : partNames.length);
  const sorted = [...parts].sort(([a], [b]) => rank(a) - rank(b));
  const rows = sorted.map(([part, sums]) => [
    part,
    grouped(sums.tensors),
    grouped(sums.parameters),
    grouped(sums.bytes),
    [...sums.dtypes].join(", "),
  ]);
  const total = ["all", grouped(tensors.length), grouped(parameters), grouped(bytes), ""];
  const head = ["part", "tensors", "parameters", "bytes", "kind"];
  const title = `${weights.path}: ${format}`;
  return [title, table(head, [...rows, total], { numbers: [1, 2, 3] }), ...(config ? [settings(config)] : [])].join(
    "\n",
  );
}

interface Part {
  readonly tensors: number;
  readonly parameters: number;
  readonly bytes: number;
  readonly dtypes: Set<string>;
}

/** What a config says of the size, in a line. */
function settings(config: object): string {
  const shown = ["model_type", "n_layer", "n_head", "n_embd", "n_positions", "vocab_size", "activation_function"];
  const values = config as Readonly<Record<string, unknown>>;
  return shown.flatMap((key) => (values[key] === undefined ? [] : [`${key} ${values[key]}`])).join(", ");
}
