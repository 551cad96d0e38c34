import type { GPT } from "@cairn-ml/models-gpt";
import { fromData, math, memoryScope, ValueError } from "@cairn-ml/tensor";
import { gpt2Tokenizer, type Tokenizer } from "@cairn-ml/tokenizers";
import type { Host, LanguageModel } from "../lesson.js";
import { type Example, type Heads, readReference } from "./reference.js";
import { gpt2 } from "./sizes.js";

/** Values of a model that somebody else has computed, beside ours: the largest differences. */
export interface Verification {
  readonly prompts: readonly PromptVerification[];
  /** Of the weights of all heads, a row for each layer. */
  readonly layers: readonly LayerVerification[];
}

export interface PromptVerification {
  readonly prompt: string;
  /** Whether the tokenizer gives the reference's tokens: the model's, else GPT-2's; null where neither will do. */
  readonly tokens: boolean | null;
  /** Of all logits of the last position; null without a model. */
  readonly logits: number | null;
  /** Of the log-probabilities of the likeliest. */
  readonly logProbabilities: number | null;
}

export interface LayerVerification {
  readonly layer: number;
  /** softmax of the reference's scores, masked and divided by √D, beside its weights. */
  readonly maths: number;
  /** The weights that the model itself comes to; null without a model. */
  readonly model: number | null;
}

export interface Verifying {
  readonly host: Host;
  readonly loaded: LanguageModel | undefined;
  /** Whether the reader has named the model; one that was found is left out where it is another than the reference's. */
  readonly named: boolean;
}

/**
 * Compares a model with a folder of `reference.json` and `reference.safetensors`. Without a model only the step from scores to weights
 * can be compared.
 *
 * Throws: ValueError for a folder with something else, or for a model of other sizes that was named.
 */
export async function verify(folder: string, { host, loaded: given, named }: Verifying): Promise<Verification> {
  const examples = await readReference(folder, host);
  const fits = given !== undefined && isOf(given.model, examples[0]!);
  if (named && given && !fits) throw otherModel(folder, given.model, examples[0]!);
  const loaded = fits ? given : undefined;
  const prompts: PromptVerification[] = [];
  const layers: LayerVerification[] = examples[0]!.weights.layers.map((_, layer) => ({ layer, maths: 0, model: null }));
  const size = examples[0]!.logits.length;
  const tokenizer = loaded?.tokenizer ?? (size === gpt2.vocabSize ? await gpt2Tokenizer() : null);
  const progress = host.progress("the model beside the reference", examples.length);
  try {
    for (const example of examples) {
      const ours = loaded && look(loaded.model, example.tokens);
      layers.forEach((before, layer) => {
        const expected = example.weights.layers[layer]!;
        layers[layer] = {
          layer,
          maths: Math.max(before.maths, apart(weightsByMaths(example.scores, layer, headSize(loaded)), expected)),
          model: ours ? Math.max(before.model ?? 0, apart(ours.weights[layer]!, expected)) : null,
        };
      });
      prompts.push(comparePrompt(example, tokenizer, ours?.logits));
      progress.update(prompts.length);
      await new Promise((resolve) => setTimeout(resolve)); // so that Ctrl-C is heard
      host.signal.throwIfAborted();
    }
  } finally {
    progress.stop();
  }
  return { prompts, layers };
}

function isOf({ config }: GPT, { weights, logits }: Example): boolean {
  const [layers, heads] = weights.shape;
  return config.layers === layers && config.heads === heads && config.vocabSize === logits.length;
}

function otherModel(folder: string, { config }: GPT, { weights, logits }: Example): ValueError {
  const [layers, heads] = weights.shape;
  return new ValueError("lesson 11", `the values in ${folder} are of another model.`, {
    given: `a model of ${config.layers} layers, ${config.heads} heads, ${config.vocabSize} tokens`,
    expected: `${layers} layers, ${heads} heads, ${logits.length} tokens`,
    fix: "give --model the folder of the model that the reference is of",
  });
}

/** Numbers of a head; GPT-2's in all its sizes unless the model says another. */
function headSize(loaded: LanguageModel | undefined): number {
  return loaded ? loaded.model.config.width / loaded.model.config.heads : 64;
}

/** softmax(scores / √D) of one layer, the future left out. */
function weightsByMaths({ shape: [, H, T], layers }: Heads, layer: number, D: number): ArrayLike<number> {
  using _ = memoryScope();
  const mask = Float32Array.from({ length: T * T }, (_, i) =>
    i % T > Math.floor(i / T) ? Number.NEGATIVE_INFINITY : 0,
  );
  const scores = fromData(layers[layer]!, [H, T, T]).div(Math.sqrt(D));
  return scores
    .add(fromData(mask, [T, T]))
    .softmax()
    .data();
}

interface Look {
  /** Of all heads, a row for each layer. */
  readonly weights: readonly ArrayLike<number>[];
  readonly logits: ArrayLike<number>;
}

/** One pass of the model. */
function look(model: GPT, tokens: readonly number[]): Look {
  using _ = memoryScope();
  const weights = new Map<string, ArrayLike<number>>();
  const logits = model.forward(fromData(tokens, [1, tokens.length], { dtype: "int32" }), {
    lastOnly: true,
    observe: (name, value) => void weights.set(name, value.data()),
    observed: (name) => name.startsWith("attention."),
  });
  return {
    weights: Array.from({ length: model.config.layers }, (_, i) => weights.get(`attention.${i}`)!),
    logits: logits.data(),
  };
}

function comparePrompt(
  { prompt, tokens, logits, likeliest }: Example,
  tokenizer: Tokenizer | null,
  ours: ArrayLike<number> | undefined,
): PromptVerification {
  const encoded = tokenizer?.encode(prompt);
  const total = ours && logSumExp(ours);
  return {
    prompt,
    tokens: encoded ? encoded.length === tokens.length && tokens.every((token, i) => token === encoded[i]) : null,
    logits: ours ? apart(ours, logits) : null,
    logProbabilities: ours
      ? apart(
          likeliest.map(({ id }) => ours[id]! - total!),
          likeliest.map(({ logProbability }) => logProbability),
        )
      : null,
  };
}

function logSumExp(values: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]!);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += math.exp(values[i]! - most);
  return most + math.log(sum);
}

/** The largest difference; infinite where there are not as many numbers, or one is NaN. */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (!(difference <= most)) most = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return most;
}
