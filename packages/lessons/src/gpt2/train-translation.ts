import { EncoderDecoder, pairTokens, TextPairs, translate } from "@cairn-ml/models-gpt";
import { Adam, warmupCosine } from "@cairn-ml/optim";
import { fromData, memoryScope, Rng } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";
import type { Host } from "../lesson.js";
import { drawDates } from "./dates.js";
import { type Matrix, matrixOf } from "./matrix.js";

export const sizes = { layers: 1, heads: 4, width: 64, innerWidth: 128 } as const;
const trained = 3000;
const heldOut = 1000;
const batchSize = 32;
const lr = 3e-3;

export interface Translation {
  readonly model: EncoderDecoder;
  readonly pairs: TextPairs;
  readonly parameters: number;
  /** Nats a character, on the way: [step, loss]. */
  readonly history: readonly (readonly [step: number, loss: number])[];
  /** Of dates that it never saw, those that come out right in every character. */
  readonly exact: number;
  readonly written: readonly Written[];
}

export interface Written {
  readonly source: string;
  readonly written: string;
  readonly expected: string;
}

interface Training {
  readonly steps: number;
  readonly seed: number;
  /** What will be asked for: refused before the training if it can not be read. */
  readonly date: string;
}

/** Trains the encoder-decoder on dates, and lets it write those that were held out. */
export async function trainTranslation({ steps, seed, date }: Training, host: Host): Promise<Translation> {
  const rng = new Rng(seed).fork("dates");
  const dates = drawDates(rng.fork("draw"), heldOut + trained);
  const held = dates.slice(0, heldOut);
  const pairs = new TextPairs(dates.slice(heldOut), { heldOut: held, batchSize });
  pairs.encodeSources([date]);
  const { sourceSymbols, targetSymbols } = pairs;
  const model = new EncoderDecoder(rng.fork("weights"), {
    sourceVocabSize: sourceSymbols.length,
    targetVocabSize: targetSymbols.length,
    contextLength: Math.max(pairs.sourceLength, pairs.targetLength),
    ...sizes,
  });
  const { store, ...hooks } = host.training("dates", { kept: true });
  const checkpoints = await store?.({ ...model.config, sourceSymbols, targetSymbols });
  const { history } = await fit({
    model,
    optimizer: new Adam(model.namedParameters(), { lr, betas: [0.9, 0.98] }),
    schedule: warmupCosine({ lr, minLr: lr / 100, warmupSteps: Math.ceil(steps / 10), totalSteps: steps }),
    ...{ data: pairs, steps, clipNorm: 1, rng: rng.fork("training") },
    ...(checkpoints && { checkpoints }),
    ...hooks,
    logEvery: Math.max(1, Math.ceil(steps / 40)),
  });
  host.signal.throwIfAborted();
  const texts = translateTexts(
    { model, pairs },
    held.map(({ source }) => source),
  );
  const written = held.map(({ source, target }, i) => ({ source, written: texts[i]!, expected: target }));
  return {
    ...{ model, pairs, written },
    parameters: model.parameters().reduce((sum, { size }) => sum + size, 0),
    history: history.flatMap(({ step, loss }) => (loss === undefined ? [] : [[step, loss] as const])),
    exact: written.filter(({ written, expected }) => written === expected).length / written.length,
  };
}

type Translator = Pick<Translation, "model" | "pairs">;

/** Throws: ValueError for a text with other characters than the dates have, or a longer one. */
export function translateTexts({ model, pairs }: Translator, texts: readonly string[]): string[] {
  using _ = memoryScope();
  return translate(model, pairs.encodeSources(texts), pairs.targetLength).map((row) => pairs.decodeTarget(row));
}

export interface Alignment {
  readonly source: readonly string[];
  readonly target: readonly string[];
  /** How much each character that is written looks at each that is read; rows add up to 1. */
  readonly weights: Matrix;
}

/** Reads a text, writes the other, and notes who looked where: the mean over the heads of the last layer. */
export function align({ model, pairs }: Translator, text: string): Alignment {
  using _ = memoryScope();
  const source = pairs.encodeSources([text]);
  const [tokens] = translate(model, source, pairs.targetLength);
  const end = tokens!.indexOf(pairTokens.end);
  const length = end < 0 ? tokens!.length : end;
  const S = [...text].length;
  const memory = model.encode(source);
  const target = fromData([pairTokens.begin, ...tokens!.slice(0, length - 1)], [1, length], { dtype: "int32" });
  let weights: Matrix = [];
  model.decode(target, memory, {
    observe: (_, value) => {
      weights = matrixOf(value.mean([0, 1]).slice([null, [0, S]])); // (T, S)
    },
  });
  return {
    source: [...text],
    target: [...pairs.decodeTarget(tokens!)],
    weights,
  };
}
