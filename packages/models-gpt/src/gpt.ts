import { checkpoint, type Parameter } from "@cairn-ml/autograd";
import type { TokenBatch } from "@cairn-ml/data";
import { type AttentionCache, Dropout, Embedding, LayerNorm, Module, zeroParameter } from "@cairn-ml/nn";
import { arange, type Rng, ShapeError, type Tensor, ValueError } from "@cairn-ml/tensor";
import { Block, linearLayers } from "./block.js";
import { completeConfig, type FullGPTConfig, type GPTConfig } from "./config.js";
import { type Observer, Watch } from "./observe.js";

export interface ForwardOptions {
  /** Given while training: what dropout draws from. */
  readonly rng?: Rng | undefined;
  /** One for each layer: the tokens then follow those that it holds. */
  readonly cache?: readonly AttentionCache[] | undefined;
  /** Where the tokens are, (T) int32, for a captured step; behind those that the cache holds unless given. */
  readonly positions?: Tensor | undefined;
  /** Computes the logits of the last position only. */
  readonly lastOnly?: boolean;
  /** Is shown what is inside, as it is computed: see `Observer`. */
  readonly observe?: Observer | undefined;
  /** Chooses by name what the observer is shown; nothing else is computed for it. All but `logits` unless given. */
  readonly observed?: ((name: string) => boolean) | undefined;
}

/** Everything but the head. The fields have the names of GPT-2's files. */
class Transformer extends Module {
  readonly wte: Embedding; // (V, C), tokens
  readonly wpe: Embedding; // (T, C), positions
  readonly h: Block[];
  readonly ln_f: LayerNorm;

  constructor(rng: Rng | null, config: FullGPTConfig, int8: boolean) {
    super();
    const { vocabSize, contextLength, width, layers, bias, layerNormEpsilon: eps } = config;
    this.wte = new Embedding(rng, vocabSize, width, { std: 0.02 });
    if (int8) this.wte.quantize();
    this.wpe = new Embedding(rng, contextLength, width, { std: 0.02 });
    this.h = Array.from({ length: layers }, (_, i) => {
      const block = new Block(rng, config, i);
      if (int8) for (const layer of linearLayers(block)) layer.quantize();
      return block;
    });
    this.ln_f = new LayerNorm(width, { bias, eps });
  }
}

/**
 * GPT-2: tokens and positions, blocks of attention and MLP with the norm in front, a last norm, and a head that is the token
 * embedding again unless the config unties it.
 *
 * Source: Radford et al. 2019, "Language models are unsupervised multitask learners", section 2.3, for the architecture and
 * the initialisation.
 */
export class GPT extends Module {
  readonly config: FullGPTConfig;
  readonly transformer: Transformer;
  readonly lm_head: Embedding | null; // (V, C), as Hugging Face stores it
  readonly #dropout: Dropout;
  #zeroBiases: ReadonlyMap<string, Parameter> | undefined; // made when they are first saved

  /**
   * Without an `rng` nothing is drawn: the parameters are zero (the norms' scales one), to be loaded. With `int8` it is made as
   * `quantize` would make it, without ever being there as a whole in float32: to be loaded as well.
   */
  constructor(rng: Rng | null, config: GPTConfig, { int8 = false }: { int8?: boolean } = {}) {
    super();
    this.config = completeConfig(config);
    const { tiedHead, vocabSize, width } = this.config;
    this.transformer = new Transformer(rng, this.config, int8);
    this.lm_head = tiedHead ? null : new Embedding(rng, vocabSize, width, { std: 0.02 });
    if (int8) this.lm_head?.quantize();
    this.#dropout = new Dropout(this.config.dropout);
  }

  /**
   * The logits of the token that follows each.
   *
   * Shapes: (B, T) int32 -> (B, T, V)
   * Throws: ShapeError past the context, and for caches that are not one for each layer.
   */
  forward(tokens: Tensor, options: ForwardOptions = {}): Tensor {
    const { rng, cache, positions, lastOnly = false, observe, observed } = options;
    const { wte, wpe, h, ln_f } = this.transformer;
    const [, T] = tokens.dims(2);
    const start = cache?.[0]?.length ?? 0;
    this.#checkFit(start + T, cache?.length ?? h.length);
    const places = positions ?? arange(start, start + T, 1, { device: tokens.device });
    let x = wte.forward(tokens).add(wpe.forward(places)); // (B, T, C) + (T, C)
    x = this.#dropout.forward(x, rng?.fork("embedding"));
    const last = (all: Tensor) => (lastOnly ? all.slice([null, [T - 1, T]]) : all);
    const watch = observe && new Watch(observe, observed);
    h.forEach((block, i) => {
      watch?.show(`hidden.${i}`, () => x);
      watch?.show(`logits.${i}`, () => this.#head(ln_f.forward(last(x))));
      const observeAttention = watch?.of(`attention.${i}`);
      const run = (from: Tensor) =>
        block.forward(from, { rng: rng?.fork("block", i), cache: cache?.[i], observeAttention });
      const recomputed = this.config.recompute && !watch; // whoever looks would be shown freed tensors, and twice
      x = recomputed ? checkpoint((from) => run(from!), [x, ...block.parameters()]) : run(x);
    });
    x = last(x);
    x = ln_f.forward(x);
    watch?.show(`hidden.${h.length}`, () => x);
    const logits = this.#head(x);
    watch?.show(`logits.${h.length}`, () => logits);
    return logits;
  }

  #checkFit(length: number, caches: number): void {
    const { contextLength, layers } = this.config;
    if (length > contextLength) {
      throw new ShapeError("GPT", "the tokens do not fit into the context.", {
        given: `${length} tokens`,
        expected: `${contextLength} at most`,
        fix: "pass the last tokens only",
      });
    }
    if (caches !== layers) {
      throw new ShapeError("GPT", "the caches are not one for each layer.", {
        given: `${caches} caches`,
        expected: String(layers),
      });
    }
  }

  /** Shapes: (B, T, C) -> (B, T, V) */
  #head(x: Tensor): Tensor {
    return (this.lm_head ?? this.transformer.wte).products(x);
  }

  /** Mean nats a token. Shapes: (B, T), (B, T) -> () */
  loss({ tokens, targets }: TokenBatch, rng?: Rng): Tensor {
    return this.forward(tokens, { rng }).crossEntropy(targets);
  }

  /** The parameters, and where there are no biases zeros in their place, so that others can open the file. */
  weightsToSave(): Map<string, Tensor> {
    checkNotQuantized(this);
    const weights = new Map<string, Tensor>(this.namedParameters());
    if (this.config.bias) return weights;
    this.#zeroBiases ??= new Map(missingBiases(this).map(([name, size]) => [name, zeroParameter([size])]));
    return new Map([...weights, ...this.#zeroBiases]);
  }
}

function checkNotQuantized(model: GPT): void {
  if (!model.transformer.wte.weight.disposed) return;
  throw new ValueError("GPT", "the weights are int8, and can not be saved.", {
    given: "a model after quantize()",
    expected: "a model in float32",
    fix: "load it again, and save it before quantize()",
  });
}

/** The names and sizes of the biases that a model without them leaves out. */
export function missingBiases(model: GPT): [name: string, size: number][] {
  const linearOrNorm = /(ln_\w+|c_\w+)\.weight$/;
  return [...model.namedParameters()]
    .filter(([name]) => linearOrNorm.test(name))
    .map(([name, weight]) => [name.replace(/weight$/, "bias"), weight.shape[weight.ndim - 1]!]);
}
