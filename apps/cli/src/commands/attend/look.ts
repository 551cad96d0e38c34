import type { GPT } from "@cairn-ml/models-gpt";
import { fromData, memoryScope } from "@cairn-ml/tensor";
import { InputError } from "../../errors.js";

/** The weights of one layer: heads of rows of how much each token takes from each. */
export interface LayerAttention {
  readonly layer: number;
  readonly heads: readonly (readonly (readonly number[])[])[];
}

/** What one layer would say comes next, at each token. */
export interface LayerGuess {
  /** How many layers it has passed: 0 are the embeddings, the last is what the model says. */
  readonly layer: number;
  readonly top: readonly { readonly token: number; readonly probability: number }[];
}

/** What to look at; everything unless given. */
export interface Choice {
  readonly layer?: number;
  readonly head?: number;
}

const mostNumbers = 2e7; // some 200 MB of text

/** Throws: InputError for what the model does not have, and for more than can be shown. */
export function checkChoice({ config }: GPT, tokens: readonly number[], { layer, head }: Choice, lens: boolean): void {
  const unknown = tokens.find((token) => token >= config.vocabSize);
  if (unknown !== undefined) {
    throw new InputError(`attend: token ${unknown} is not in the vocabulary.`, {
      given: `--tokens with ${unknown}`,
      expected: `0 to ${config.vocabSize - 1}`,
      fix: "encode the text with the tokenizer of this model",
    });
  }
  const { length } = tokens;
  if (length > config.contextLength) {
    throw new InputError("attend: the text is longer than what the model sees at once.", {
      given: `${length} tokens`,
      expected: `${config.contextLength} at most`,
      fix: "give a part of it",
    });
  }
  const layers = lens ? config.layers + 1 : config.layers;
  if (layer !== undefined && layer >= layers) refuse("layer", layer, layers);
  if (head !== undefined && head >= config.heads) refuse("head", head, config.heads);
  const numbers = (layer === undefined ? layers : 1) * (head === undefined ? config.heads : 1) * length * length;
  if (lens || numbers <= mostNumbers) return;
  throw new InputError("attend: that is too much to show.", {
    given: `${numbers.toLocaleString("en")} numbers: ${length} tokens`,
    expected: `${mostNumbers.toLocaleString("en")} at most`,
    fix: "choose a --layer and a --head, or give a shorter text",
  });
}

function refuse(name: string, given: number, count: number): never {
  throw new InputError(`attend: there is no ${name} ${given}.`, {
    given: `--${name} ${given}`,
    expected: count === 1 ? `0, the only ${name}` : `0 to ${count - 1}`,
    fix: `they are counted from 0: the last is ${count - 1}`,
  });
}

/** Reads the tokens once, and keeps the weights that are asked for. */
export function attentionOf(model: GPT, tokens: readonly number[], { layer, head }: Choice): LayerAttention[] {
  using _ = memoryScope();
  const seen: LayerAttention[] = [];
  model.forward(fromData(tokens, [1, tokens.length], { dtype: "int32" }), {
    lastOnly: true,
    observed: (name) => (layer === undefined ? name.startsWith("attention.") : name === `attention.${layer}`),
    observe: (name, weights) => {
      const heads = (weights.toArray() as number[][][][])[0]!;
      seen.push({ layer: Number(name.slice("attention.".length)), heads: head === undefined ? heads : [heads[head]!] });
    },
  });
  return seen;
}

/** Reads the tokens once, and asks the head of each layer for the token that follows each. */
export function guessesOf(model: GPT, tokens: readonly number[], { layer }: Choice): LayerGuess[] {
  using _ = memoryScope();
  const seen: LayerGuess[] = [];
  model.forward(fromData(tokens, [1, tokens.length], { dtype: "int32" }), {
    observed: (name) => (layer === undefined ? name.startsWith("logits.") : name === `logits.${layer}`),
    observe: (name, logits) => {
      using _ = memoryScope();
      using _freed = logits; // (T, V) of every layer at once may be more than the memory that there is
      const best = logits.argmax(-1).data();
      const largest = logits.softmax().max(-1).data();
      const top = Array.from(best, (token, i) => ({ token, probability: largest[i]! }));
      seen.push({ layer: Number(name.slice("logits.".length)), top });
    },
  });
  return seen;
}
