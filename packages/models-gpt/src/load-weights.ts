import type { Parameter } from "@cairn-ml/autograd";
import { assign, formatShape, sameShape, type Tensor, ValueError } from "@cairn-ml/tensor";
import { type GPT, missingBiases } from "./gpt.js";
import { quantizedLayers } from "./quantize.js";

// Buffers that older files carry: the causal mask, and what it was filled with.
const buffers = /^(transformer\.)?h\.\d+\.attn\.(masked_)?bias$/;

/**
 * Copies weights into a model, by Hugging Face's names, with or without the `transformer.` in front.
 *
 * Throws: ValueError when one is missing, has another shape, or belongs to another architecture (a bias that is not zero, a
 * head that is not the embedding); the model is then unchanged.
 */
export function loadWeights(model: GPT, weights: ReadonlyMap<string, Tensor>): void {
  const rest = new Map(weights);
  const take = (name: string): Tensor | undefined => {
    const short = name.replace(/^transformer\./, "");
    const found = rest.get(name) ?? rest.get(short);
    rest.delete(name);
    rest.delete(short);
    return found;
  };
  const pairs = [...model.namedParameters()].map(([name, parameter]) => {
    const values = take(name);
    if (!values || !sameShape(values.shape, parameter.shape)) {
      throw new ValueError("loadWeights", `${name} does not fit the model.`, {
        given: values ? formatShape(values.shape) : "no such tensor",
        expected: formatShape(parameter.shape),
        fix: "give the weights and the config.json of one model",
      });
    }
    return [parameter, values] as Pair;
  });
  if (!model.config.bias) checkZero(missingBiases(model).map(([name]) => [name, take(name)]));
  if (model.config.tiedHead) checkTied(model, pairs, take("lm_head.weight"));
  const unknown = [...rest.keys()].filter((name) => !buffers.test(name));
  if (unknown.length > 0) {
    throw new ValueError("loadWeights", "there are weights that the model does not have.", {
      given: unknown.slice(0, 5).join(", ") + (unknown.length > 5 ? ` and ${unknown.length - 5} more` : ""),
      expected: `the weights of ${model.config.layers} layers`,
      fix: "give the weights and the config.json of one model",
    });
  }
  const layers = quantizedLayers(model);
  for (const [parameter, values] of pairs) {
    if (parameter.disposed) layers.get(parameter)!.quantize(values);
    else assign(parameter, values);
  }
}

type Pair = readonly [parameter: Parameter, values: Tensor];

/** A file may hold the head although it is the token embedding; then it must be that. */
function checkTied({ transformer }: GPT, pairs: readonly Pair[], head: Tensor | undefined): void {
  const embedding = pairs.find(([parameter]) => parameter === transformer.wte.weight)![1];
  if (!head || head === embedding) return;
  const [a, b] = [head.data(), embedding.data()];
  if (a.length === b.length && a.every((v: number, i: number) => v === b[i])) return;
  throw new ValueError("loadWeights", "lm_head.weight is not the token embedding.", {
    given: "a head of its own for a model whose config ties it",
    expected: "the values of transformer.wte.weight, or no lm_head.weight",
    fix: "set tie_word_embeddings to false in config.json",
  });
}

function checkZero(biases: readonly [string, Tensor | undefined][]): void {
  for (const [name, values] of biases) {
    if (values?.data().some((v: number) => v !== 0)) {
      throw new ValueError("loadWeights", `${name} is not zero.`, {
        given: "a bias for a model whose config says bias: false",
        expected: "zeros",
        fix: "remove bias: false from config.json",
      });
    }
  }
}
