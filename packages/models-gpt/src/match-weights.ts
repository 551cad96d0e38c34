import type { Parameter } from "@cairn-ml/autograd";
import { formatShape, type Shape, sameShape, type Tensor, ValueError } from "@cairn-ml/tensor";
import { type GPT, missingBiases } from "./gpt.js";
import { type NamedPart, ourName } from "./weight-names.js";

/** A tensor of a file. */
export interface Source {
  /** As the file names it. */
  readonly name: string;
  /** Its shape, without leading axes of 1 that the model does not have. */
  readonly shape: Shape;
  /** What is of that shape in memory for the whole weight. */
  view(whole: Tensor): Tensor;
}

/** Where tensors of a file go: into one weight, one or three of them. */
export interface Placement {
  readonly parameter: Parameter;
  readonly sources: readonly Source[];
}

export interface Match {
  readonly placements: readonly Placement[];
  /** Heads of a file that stand for the token embedding: these must be equal. */
  readonly equal: readonly (readonly [head: string, embedding: string])[];
  /** Biases of a model that has none: these must be zero. */
  readonly zero: readonly string[];
}

/**
 * Finds the place of each of a file's tensors by its name: Hugging Face's (with or without the `transformer.`), nanoGPT's,
 * minGPT's or GGUF's. Weights of linear layers may be stored (out, in), which their shape tells.
 *
 * Throws: ValueError when one is missing, unknown, there twice, or has another shape.
 */
export function matchWeights(model: GPT, shapes: ReadonlyMap<string, Shape>): Match {
  const files = byOurName(shapes);
  const outFirst = isOutFirst(model, files);
  const take = (name: string): Found[] => {
    const found = files.get(name) ?? [];
    files.delete(name);
    return found;
  };
  const named = [...model.namedParameters()];
  const placements = named.map(([name, parameter]) => place(name, parameter, take(name), outFirst));
  const biases = model.config.bias ? [] : missingBiases(model).map(([name]) => name);
  const zero = biases.flatMap((name) => take(name)).map(({ source }) => source);
  const embedding = placements.find(({ parameter }) => parameter === model.transformer.wte.weight)!.sources[0]!.name;
  const heads = model.config.tiedHead ? take("lm_head.weight") : [];
  const unknown = [...files.values()].flat().map(({ source }) => source);
  if (unknown.length > 0) {
    throw new ValueError("loadWeights", "there are weights that the model does not have.", {
      given: unknown.slice(0, 5).join(", ") + (unknown.length > 5 ? ` and ${unknown.length - 5} more` : ""),
      expected: `the weights of ${model.config.layers} layers`,
      fix: "give the weights and the config.json of one model",
    });
  }
  return { placements, zero, equal: heads.map(({ source }) => [source, embedding]) };
}

/** A tensor of the file under one of our names. */
interface Found {
  readonly source: string;
  readonly shape: Shape;
  readonly third: NamedPart["third"];
}

function byOurName(shapes: ReadonlyMap<string, Shape>): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  for (const [source, shape] of shapes) {
    const part = ourName(source);
    if (part === null) continue;
    const { name, third } = part ?? { name: source };
    const others = found.get(name) ?? [];
    const twin = others.find((other) => other.third === third || other.third === undefined || third === undefined);
    if (twin) {
      throw new ValueError("loadWeights", `${name} is there twice.`, {
        given: `${twin.source} and ${source}`,
        expected: "each weight once",
        fix: "remove one of them from the file",
      });
    }
    found.set(name, [...others, { source, shape, third }]);
  }
  return found;
}

/** Whether linear layers are stored (out, in), as PyTorch's `Linear` does. Queries, keys and values tell: they are not square. */
function isOutFirst({ config: { width } }: GPT, files: ReadonlyMap<string, readonly Found[]>): boolean {
  const first = files.get("transformer.h.0.attn.c_attn.weight")?.[0];
  return first !== undefined && (first.third !== undefined || sameShape(first.shape, [3 * width, width]));
}

function place(name: string, parameter: Parameter, found: readonly Found[], outFirst: boolean): Placement {
  const isLinear = /\.c_\w+\.weight$/.test(name);
  const isTurned = isLinear && outFirst;
  const turned = isTurned ? [...parameter.shape].reverse() : parameter.shape;
  const thirds = found[0]?.third !== undefined ? [0, 1, 2] : [undefined];
  const sources = thirds.map((third): Source => {
    const part = found.find((one) => one.third === third);
    const wanted = third === undefined ? turned : [turned[0]! / 3, ...turned.slice(1)];
    const shape = part && withoutOnes(part.shape, wanted.length);
    if (!shape || !sameShape(shape, wanted)) throw misfit(part?.source ?? name, part?.shape, wanted);
    const view = (whole: Tensor) => thirdOf(isTurned ? whole.mT : whole, third);
    return { name: part.source, shape, view };
  });
  return { parameter, sources };
}

function misfit(name: string, shape: Shape | undefined, wanted: Shape): ValueError {
  return new ValueError("loadWeights", `${name} does not fit the model.`, {
    given: shape ? formatShape(shape) : "no such tensor",
    expected: formatShape(wanted),
    fix: "give the weights and the config.json of one model",
  });
}

/** The rows of queries, keys or values; without a number all. They come apart only where weights are (out, in). */
function thirdOf(whole: Tensor, third: number | undefined): Tensor {
  if (third === undefined) return whole;
  const size = whole.shape[0]! / 3;
  return whole.slice([[third * size, (third + 1) * size]]);
}

/** minGPT has an axis of 1 before its positions. */
function withoutOnes(shape: Shape, ndim: number): Shape {
  const extra = shape.length - ndim;
  return extra > 0 && shape.slice(0, extra).every((size) => size === 1) ? shape.slice(extra) : shape;
}
