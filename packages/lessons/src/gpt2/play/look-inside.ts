import { candidates } from "@cairn-ml/models-gpt";
import { fromData, memoryScope, ValueError } from "@cairn-ml/tensor";
import { breathe } from "@cairn-ml/train";
import type { PlayHost } from "../../play.js";
import { type HeldModel, heldModel } from "./held-model.js";

export interface LookQuestion {
  readonly text: string;
  /** Whose attention is shown, from 0. */
  readonly layer: number;
  /** Changes when the model has, so that the same text is looked at again. */
  readonly key?: string;
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
export async function lookInside({ text, layer }: LookQuestion, { signal }: PlayHost): Promise<LookAnswer> {
  await breathe(); // whoever types asks faster than a large model answers: the latest question counts
  signal.throwIfAborted();
  const held = heldModel();
  const { ids, attention } = reading(held, text);
  const { layers, heads } = held.model.config;
  return {
    tokens: Array.from(ids, (id) => held.tokenizer.decode([id])),
    ids: [...ids],
    attention: attention[Math.min(layer, layers - 1)]!,
    heads,
  };
}

export interface NextQuestion {
  readonly text: string;
  readonly temperature: number;
  /** Candidates that are kept; all unless given. */
  readonly topK?: number | undefined;
  readonly key?: string;
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

/** What may follow a text, and how likely each is to be drawn. */
export async function next({ text, temperature, topK }: NextQuestion, { signal }: PlayHost): Promise<NextAnswer> {
  await breathe();
  signal.throwIfAborted();
  const held = heldModel();
  const { tokens, values } = candidates(reading(held, text).logits, { temperature, topK });
  const order = Array.from(tokens.keys()).sort((a, b) => values[b]! - values[a]! || tokens[a]! - tokens[b]!);
  return {
    count: tokens.length,
    candidates: order.slice(0, shown).map((i) => ({ text: held.tokenizer.decode([tokens[i]!]), share: values[i]! })),
  };
}

/** What a model makes of a text: of GPT-2's attention 1.3 MB at most. */
interface Reading {
  readonly held: HeldModel;
  readonly learned: number;
  readonly text: string;
  readonly ids: Int32Array;
  /** Layer by layer. */
  readonly attention: readonly Float32Array[];
  readonly logits: Float32Array;
}

let latest: Reading | undefined;

/** One pass serves every layer, and both questions. */
function reading(held: HeldModel, text: string): Reading {
  const { learned } = held;
  if (latest?.held === held && latest.learned === learned && latest.text === text) return latest;
  const ids = idsOf(held, text);
  const attention: Float32Array[] = [];
  using _ = memoryScope();
  const logits = held.model.forward(fromData(ids, [1, ids.length], { dtype: "int32" }), {
    lastOnly: true,
    observed: (name) => name.startsWith("attention."),
    observe: (_, value) => void attention.push(Float32Array.from(value.data())),
  });
  latest = { held, learned, text, ids, attention, logits: Float32Array.from(logits.data()) };
  return latest;
}

function idsOf({ model, tokenizer }: HeldModel, text: string): Int32Array {
  const ids = tokenizer.encode(text).slice(-Math.min(most, model.config.contextLength));
  if (ids.length > 0) return ids;
  throw new ValueError("lesson 11", "the text is empty.", { given: JSON.stringify(text), expected: "a text" });
}
