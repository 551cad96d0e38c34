import type { FloatPiece, WeightFile } from "@cairn-ml/data";
import { assign, fromData, memoryScope, type Tensor, ValueError, zeros } from "@cairn-ml/tensor";
import type { GPT } from "./gpt.js";
import { matchWeights, type Placement, type Source } from "./match-weights.js";
import { quantizedLayers } from "./quantize.js";

/**
 * Copies weights into a model, by Hugging Face's names, with or without the `transformer.` in front, nanoGPT's, minGPT's or
 * GGUF's. Where the model's are int8 they are rounded on the way.
 *
 * Throws: ValueError when one is missing, has another shape, or belongs to another architecture (a bias that is not zero, a
 * head that is not the embedding); the model is then unchanged.
 */
export function loadWeights(model: GPT, weights: ReadonlyMap<string, Tensor>): void {
  using _ = memoryScope();
  const shapes = new Map([...weights].map(([name, { shape }]) => [name, shape]));
  const { placements, equal, zero } = matchWeights(model, shapes);
  const values = (name: string) => weights.get(name)!.data();
  for (const [head, embedding] of equal) {
    if (weights.get(head) !== weights.get(embedding) && !same(values(head), values(embedding))) throw untied(head);
  }
  for (const name of zero) if (!isZero(values(name))) throw notZero(name);
  for (const placement of placements) {
    const target = targetOf(placement);
    for (const { name, shape, view } of placement.sources) assign(view(target), weights.get(name)!.reshape(shape));
    settle(model, placement, target);
  }
}

/**
 * The same from a file, piece by piece, so that nothing but the model is held in memory whole; of int8 weights one at a time is.
 *
 * Throws: as `loadWeights`; and what the file throws for data that cannot be read, after which some weights have changed.
 */
export async function loadWeightFile(model: GPT, { tensors }: Pick<WeightFile, "tensors">): Promise<void> {
  const shapes = new Map([...tensors].map(([name, { shape }]) => [name, shape]));
  const { placements, equal, zero } = matchWeights(model, shapes);
  const pieces = (name: string) => tensors.get(name)!.pieces();
  for (const [head, embedding] of equal) {
    if (!(await inStep(pieces(head), pieces(embedding)))) throw untied(head);
  }
  for (const name of zero) for await (const values of pieces(name)) if (!isZero(values)) throw notZero(name);
  for (const placement of inOrder(placements, tensors)) {
    const target = targetOf(placement);
    for (const source of placement.sources) {
      let row = 0;
      for await (const values of pieces(source.name)) row = assignRows(target, source, row, values);
    }
    settle(model, placement, target);
  }
}

/** As the file has them, so that it is read from its beginning to its end. */
function inOrder(placements: readonly Placement[], tensors: WeightFile["tensors"]): Placement[] {
  const places = new Map([...tensors.keys()].map((name, i) => [name, i]));
  const place = ({ sources }: Placement) => places.get(sources[0]!.name)!;
  return [...placements].sort((a, b) => place(a) - place(b));
}

/** The model's memory for a weight; for one that is int8, memory for its float32 values meanwhile. */
function targetOf({ parameter }: Placement): Tensor {
  return parameter.disposed ? zeros(parameter.shape) : parameter;
}

function settle(model: GPT, { parameter }: Placement, values: Tensor): void {
  if (values === parameter) return;
  quantizedLayers(model).get(parameter)!.quantize(values);
  values.dispose();
}

/** Writes the rows from `row` on; returns the row after them. */
function assignRows(target: Tensor, { shape: [, ...rest], view }: Source, row: number, values: FloatPiece): number {
  using _ = memoryScope();
  const end = row + values.length / rest.reduce((product, size) => product * size, 1);
  assign(view(target).slice([[row, end]]), fromData(values, [end - row, ...rest], { device: target.device }));
  return end;
}

/** Whether two tensors of a file are equal; those of one dtype and shape come in the same pieces. */
async function inStep(a: AsyncGenerator<FloatPiece>, b: AsyncGenerator<FloatPiece>): Promise<boolean> {
  try {
    for await (const values of a) {
      const other = await b.next();
      if (other.done || !same(values, other.value)) return false;
    }
    return true;
  } finally {
    await b.return(undefined);
  }
}

type Values = ArrayLike<number>;

function same(a: Values, b: Values): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

function isZero(values: Values): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) return false;
  return true;
}

function untied(head: string): ValueError {
  return new ValueError("loadWeights", `${head} is not the token embedding.`, {
    given: "a head of its own for a model whose config ties it",
    expected: `the values of the token embedding, or no ${head}`,
    fix: "set tie_word_embeddings to false in config.json",
  });
}

function notZero(name: string): ValueError {
  return new ValueError("loadWeights", `${name} is not zero.`, {
    given: "a bias for a model whose config says bias: false",
    expected: "zeros",
    fix: "remove bias: false from config.json",
  });
}
