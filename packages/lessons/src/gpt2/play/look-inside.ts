import { candidates } from "@cairn-ml/models-gpt";
import { fromData, memoryScope, ValueError } from "@cairn-ml/tensor";
import { type HeldModel, heldModel } from "./held-model.js";

export interface LookQuestion {
  readonly text: string;
  /** Whose attention is shown, from 0. */
  readonly layer: number;
  /** Steps that the model has learned for, so that the same text is looked at again when it knows more. */
  readonly learned?: number;
}

export interface LookAnswer {
  /** What the model reads: the last tokens of the text, as texts. */
  readonly tokens: readonly string[];
  readonly ids: readonly number[];
  /** Head by head, who takes how much from whom: (heads, tokens, tokens), rows sum to 1. */
  readonly attention: Float32Array;
  readonly heads: number;
}

/** Tokens that are shown: more have no room on a screen. */
const most = 48;

/** How a model reads a text. Throws: ValueError for an empty text, and while there is no model. */
export function lookInside({ text, layer }: LookQuestion): LookAnswer {
  const held = heldModel();
  const ids = idsOf(held, text);
  const name = `attention.${Math.min(layer, held.model.config.layers - 1)}`;
  let attention = new Float32Array();
  using _ = memoryScope();
  held.model.forward(fromData(ids, [1, ids.length], { dtype: "int32" }), {
    lastOnly: true,
    observed: (each) => each === name,
    observe: (_, value) => {
      attention = Float32Array.from(value.data());
    },
  });
  return {
    tokens: Array.from(ids, (id) => held.tokenizer.decode([id])),
    ids: [...ids],
    attention,
    heads: held.model.config.heads,
  };
}

export interface NextQuestion {
  readonly text: string;
  readonly temperature: number;
  /** Candidates that are kept; all unless given. */
  readonly topK?: number | undefined;
  readonly learned?: number;
}

/** A token that may follow. */
export interface NextCandidate {
  readonly text: string;
  readonly share: number;
}

export interface NextAnswer {
  /** The likeliest, the likeliest first. */
  readonly candidates: readonly NextCandidate[];
  /** How many may be drawn at all. */
  readonly count: number;
}

const shown = 10;

/** What may follow a text, and how likely each is to be drawn. The logits are computed once for a text. */
export function next({ text, temperature, topK }: NextQuestion): NextAnswer {
  const held = heldModel();
  const { tokens, values } = candidates(logitsOf(held, text), { temperature, topK });
  const order = Array.from(tokens.keys()).sort((a, b) => values[b]! - values[a]! || tokens[a]! - tokens[b]!);
  return {
    count: tokens.length,
    candidates: order.slice(0, shown).map((i) => ({ text: held.tokenizer.decode([tokens[i]!]), share: values[i]! })),
  };
}

let known: { readonly held: HeldModel; readonly learned: number; readonly text: string; readonly logits: Float32Array };

function logitsOf(held: HeldModel, text: string): Float32Array {
  if (known?.held === held && known.learned === held.learned && known.text === text) return known.logits;
  const ids = idsOf(held, text);
  using _ = memoryScope();
  const logits = held.model.forward(fromData(ids, [1, ids.length], { dtype: "int32" }), { lastOnly: true });
  known = { held, learned: held.learned, text, logits: Float32Array.from(logits.data()) };
  return known.logits;
}

function idsOf({ model, tokenizer }: HeldModel, text: string): Int32Array {
  const ids = tokenizer.encode(text).slice(-Math.min(most, model.config.contextLength));
  if (ids.length > 0) return ids;
  throw new ValueError("lesson 11", "the text is empty.", { given: JSON.stringify(text), expected: "a text" });
}
