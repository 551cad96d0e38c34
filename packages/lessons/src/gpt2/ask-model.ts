import { type GPT, generate } from "@cairn-ml/models-gpt";
import { fromData, memoryScope, Rng, ValueError } from "@cairn-ml/tensor";
import { gpt2Tokenizer, type Tokenizer } from "@cairn-ml/tokenizers";
import type { Host, LanguageModel } from "../lesson.js";
import { cosines, type Matrix, matrixOf } from "./matrix.js";
import { gpt2 } from "./sizes.js";

export const question = "What is the capital of India?";
const answerTokens = 16;

/** What a language model made of the lesson's texts. */
export interface Asked {
  readonly folder: string;
  /** Whether it has the sizes and the tokens of the smallest GPT-2. */
  readonly isGpt2: boolean;
  readonly layers: number;
  readonly parameters: number;
  readonly prompt: string;
  /** The likeliest tokens that follow, one after the other. */
  readonly continuation: readonly string[];
  readonly answer: string;
  /** The tokens of the prompt, and their cosines as they enter and after the last layer. */
  readonly words: readonly string[];
  readonly before: Matrix;
  readonly after: Matrix;
}

export interface Asking {
  readonly prompt: string;
  readonly tokens: number;
}

/** Lets a model go on with the prompt and with the question, always by the likeliest token, and looks inside once. */
export async function askModel(
  { folder, model, tokenizer: own }: LanguageModel,
  { prompt, tokens }: Asking,
  host: Host,
): Promise<Asked> {
  const tokenizer = own ?? (await tokenizerOf(model));
  if (!tokenizer) {
    throw new ValueError("lesson 11", `${folder} has no tokenizer.`, {
      given: "a model without one",
      expected: "vocab.json and merges.txt, or tokenizer.json, beside the weights",
    });
  }
  const start = encodePrompt(tokenizer, prompt);
  const progress = host.progress("the language model writes", tokens + answerTokens);
  let done = 0;
  const goOn = async (from: ArrayLike<number>, maxTokens: number) => {
    const written: number[] = [];
    for (const token of generate(model, from, { maxTokens, temperature: 0, rng: new Rng(0) })) {
      written.push(token);
      progress.update(++done);
      await new Promise((resolve) => setTimeout(resolve)); // so that Ctrl-C is heard
      host.signal.throwIfAborted();
    }
    return written;
  };
  try {
    const continuation = await goOn(start, tokens);
    const answer = await goOn(encodePrompt(tokenizer, question), answerTokens);
    const { vocabSize, layers } = model.config;
    return {
      ...{ folder, layers, prompt },
      isGpt2: isGpt2(model) && tokenizer.vocabSize === vocabSize,
      parameters: model.parameters().reduce((sum, { size }) => sum + size, 0),
      continuation: continuation.map((token) => tokenizer.decode([token])),
      answer: tokenizer.decode(answer),
      words: Array.from(start.slice(-model.config.contextLength), (token) => tokenizer.decode([token])),
      ...cosinesInside(model, start),
    };
  } finally {
    progress.stop();
  }
}

/** GPT-2's own tokens, for a model that has as many and came without the files of a tokenizer. */
export async function tokenizerOf({ config }: GPT): Promise<Tokenizer | null> {
  return config.vocabSize === gpt2.vocabSize ? await gpt2Tokenizer() : null;
}

function encodePrompt(tokenizer: Tokenizer, text: string): Int32Array {
  const tokens = tokenizer.encode(text);
  if (tokens.length > 0) return tokens;
  throw new ValueError("lesson 11", "the prompt is empty.", { given: JSON.stringify(text), expected: "a text" });
}

function isGpt2({ config }: GPT): boolean {
  return Object.entries(gpt2).every(([name, value]) => config[name as keyof typeof config] === value);
}

/** Of the vectors that enter the first layer, and of those that leave the last norm. */
function cosinesInside(model: GPT, tokens: Int32Array): { before: Matrix; after: Matrix } {
  using _ = memoryScope();
  const seen = Array.from(tokens).slice(-model.config.contextLength);
  const { layers } = model.config;
  const [first, last] = ["hidden.0", `hidden.${layers}`];
  const states = new Map<string, Matrix>();
  model.forward(fromData(seen, [1, seen.length], { dtype: "int32" }), {
    observe: (name, value) => void states.set(name, matrixOf(value)),
    observed: (name) => name === first || name === last,
  });
  return { before: cosines(states.get(first)!), after: cosines(states.get(last)!) };
}
