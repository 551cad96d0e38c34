import type { Parameter } from "@cairn-ml/autograd";
import { Dropout, Embedding, Module } from "@cairn-ml/nn";
import { type Rng, ShapeError, type Tensor, ValueError } from "@cairn-ml/tensor";
import { DecoderLayer, EncoderLayer } from "./layers.js";
import { wavePositions } from "./positions.js";
import { type PairBatch, pairTokens } from "./text-pairs.js";

/** The size of an encoder-decoder. */
export interface EncoderDecoderConfig {
  readonly sourceVocabSize: number;
  readonly targetVocabSize: number;
  /** Positions of a source or a target at most. */
  readonly contextLength: number;
  /** Of the encoder, and as many of the decoder. */
  readonly layers: number;
  readonly heads: number;
  /** C: numbers that describe a position; even, and a multiple of the heads. */
  readonly width: number;
  /** Numbers in the middle of a layer's small network; four times the width unless given. */
  readonly innerWidth?: number;
  /** Share dropped while training. */
  readonly dropout?: number;
}

export type FullEncoderDecoderConfig = Required<EncoderDecoderConfig>;

/** What the encoder made of a source, for the decoder to look at. */
export interface Memory {
  readonly hidden: Tensor; // (B, S, C)
  /** Added to scores: hides padding. */
  readonly mask: Tensor; // (B, 1, 1, S)
}

/** What a pass of the encoder or the decoder may take besides its input. */
export interface PassOptions {
  /** Given while training: what dropout draws from. */
  readonly rng?: Rng | undefined;
  /**
   * The encoder shows `encoder.0` (as the source enters) to `encoder.L`, (B, S, C); the decoder `cross.0`, `cross.1`, …: how much each
   * position of the target looks at each of the source, (B, H, T, S).
   */
  readonly observe?: ((name: string, value: Tensor) => void) | undefined;
}

/** Finite, so that a source of nothing but padding gives no NaN; e to this power is 0 all the same. */
const hidden = -1e9;

/**
 * The transformer as it was first published, for turning one sequence into another: an encoder that reads the whole source, and a
 * decoder that writes the target a token at a time, looking at what it has written and, by cross-attention, at the source.
 * Norms come after each addition, positions are waves, the output shares the target embedding's weights.
 *
 * Source: Vaswani et al. 2017, arXiv:1706.03762, section 3.
 */
export class EncoderDecoder extends Module {
  readonly source: Embedding; // (V, C)
  readonly target: Embedding; // (W, C)
  readonly encoder: EncoderLayer[];
  readonly decoder: DecoderLayer[];
  readonly #config: FullEncoderDecoderConfig;
  readonly #positions: Parameter; // (contextLength, C), not trained
  readonly #dropout: Dropout;

  /** Throws: ValueError for sizes that make no model; ShapeError when the width does not split into the heads. */
  constructor(rng: Rng, config: EncoderDecoderConfig) {
    super();
    const full = completeConfig(config);
    const { width, layers, dropout, contextLength } = full;
    this.#config = full;
    const std = 1 / Math.sqrt(width); // times √C where they enter, so that tokens weigh as much as positions
    this.source = new Embedding(rng.fork("source"), full.sourceVocabSize, width, { std });
    this.target = new Embedding(rng.fork("target"), full.targetVocabSize, width, { std });
    this.encoder = Array.from({ length: layers }, (_, i) => new EncoderLayer(rng.fork("encoder", i), full));
    this.decoder = Array.from({ length: layers }, (_, i) => new DecoderLayer(rng.fork("decoder", i), full));
    this.#positions = wavePositions(contextLength, width);
    this.#dropout = new Dropout(dropout);
  }

  /** Plain data that rebuilds the model. */
  get config(): FullEncoderDecoderConfig & { readonly model: "EncoderDecoder" } {
    return { model: "EncoderDecoder", ...this.#config };
  }

  /** Shapes: (B, S) int32 -> (B, S, C). Throws: ShapeError past the context. */
  encode(source: Tensor, { rng, observe }: PassOptions = {}): Memory {
    const [B, S] = source.dims(2);
    const tokens = source.astype(source.device.float);
    const mask = tokens.equal(pairTokens.padding).where(hidden, 0).reshape([B, 1, 1, S]);
    let x = this.#enter(this.source, source, rng?.fork("source"));
    observe?.("encoder.0", x);
    this.encoder.forEach((layer, i) => {
      x = layer.forward(x, mask, rng?.fork("encoder", i));
      observe?.(`encoder.${i + 1}`, x);
    });
    return { hidden: x, mask };
  }

  /**
   * The logits of the token that follows each of the target's.
   *
   * Shapes: (B, T) int32 -> (B, T, W)
   * Throws: ShapeError past the context.
   */
  decode(target: Tensor, { hidden: memory, mask }: Memory, { rng, observe }: PassOptions = {}): Tensor {
    let x = this.#enter(this.target, target, rng?.fork("target"));
    this.decoder.forEach((layer, i) => {
      x = layer.forward(x, {
        ...{ memory, mask, rng: rng?.fork("decoder", i) },
        observe: observe && ((weights) => observe(`cross.${i}`, weights)),
      });
    });
    return x.matmul(this.target.weight.mT);
  }

  /** Mean nats a token; padding does not count. */
  loss({ source, target, next }: PairBatch, rng?: Rng): Tensor {
    const logits = this.decode(target, this.encode(source, { rng }), { rng });
    const losses = logits.crossEntropy(next, { ignoreIndex: pairTokens.padding, reduction: "none" });
    const counted = next.astype(losses.dtype).notEqual(pairTokens.padding).astype(losses.dtype);
    return losses.sum().div(counted.sum());
  }

  /** Shapes: (B, T) int32 -> (B, T, C) */
  #enter(embedding: Embedding, tokens: Tensor, rng: Rng | undefined): Tensor {
    const [, T] = tokens.dims(2);
    const { contextLength, width } = this.#config;
    if (T > contextLength) {
      throw new ShapeError("EncoderDecoder", "the tokens do not fit into the context.", {
        given: `${T} tokens`,
        expected: `${contextLength} at most`,
        fix: "make the model with a larger contextLength",
      });
    }
    const x = embedding.forward(tokens).mul(Math.sqrt(width));
    return this.#dropout.forward(x.add(this.#positions.slice([[0, T]])), rng);
  }
}

function completeConfig(config: EncoderDecoderConfig): FullEncoderDecoderConfig {
  const full = { dropout: 0, ...config, innerWidth: config.innerWidth ?? 4 * config.width };
  const sizes = [
    "sourceVocabSize",
    "targetVocabSize",
    "contextLength",
    "layers",
    "heads",
    "width",
    "innerWidth",
  ] as const;
  for (const name of sizes) {
    if (!Number.isSafeInteger(full[name]) || full[name] < 1) {
      throw new ValueError("EncoderDecoder", `${name} is not a positive integer.`, {
        given: String(full[name]),
        expected: "1 or more",
      });
    }
  }
  if (full.width % 2 !== 0) {
    throw new ValueError("EncoderDecoder", "the width is odd.", {
      given: String(full.width),
      expected: "an even number: positions are pairs of a sine and a cosine",
    });
  }
  return full;
}
