import { EncoderDecoder, pairTokens, TextPairs, translate } from "@cairn-ml/models-gpt";
import { Adam, warmupCosine } from "@cairn-ml/optim";
import { fromData, memoryScope, Rng, ValueError } from "@cairn-ml/tensor";
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
  checkDate(pairs, date);
  const model = new EncoderDecoder(rng.fork("weights"), {
    sourceVocabSize: pairs.sourceSymbols.length,
    targetVocabSize: pairs.targetSymbols.length,
    contextLength: Math.max(pairs.sourceLength, pairs.targetLength),
    ...sizes,
  });
  const history = await fitDates({ model, pairs }, steps, rng.fork("training"), host);
  const sources = held.map(({ source }) => source);
  const texts = translateTexts({ model, pairs }, sources);
  const written = held.map(({ source, target }, i) => ({ source, written: texts[i]!, expected: target }));
  return {
    ...{ model, pairs, written, history },
    parameters: model.parameters().reduce((sum, { size }) => sum + size, 0),
    exact: written.filter(({ written, expected }) => written === expected).length / written.length,
  };
}

/** Throws: ValueError for a date that can not be read. */
function checkDate(pairs: TextPairs, date: string): void {
  pairs.encodeSources([date]);
  if (date !== "") return;
  throw new ValueError("lesson 11", "the date is empty.", { given: '""', expected: 'a date such as "3 march 2021"' });
}

async function fitDates(
  { model, pairs }: Translator,
  steps: number,
  rng: Rng,
  host: Host,
): Promise<Translation["history"]> {
  const { sourceSymbols, targetSymbols } = pairs;
  const { store, ...hooks } = host.training("dates", { kept: true });
  const checkpoints = await store?.({ ...model.config, sourceSymbols, targetSymbols });
  const { history } = await fit({
    model,
    optimizer: new Adam(model.namedParameters(), { lr, betas: [0.9, 0.98] }),
    schedule: warmupCosine({ lr, minLr: lr / 100, warmupSteps: Math.ceil(steps / 10), totalSteps: steps }),
    data: { batch: (rng) => pairs.batch(rng), count: (batch) => pairs.count(batch) }, // the held-out dates are for writing
    ...{ steps, clipNorm: 1, rng },
    ...(checkpoints && { checkpoints }),
    ...hooks,
    logEvery: Math.max(1, Math.ceil(steps / 40)),
  });
  host.signal.throwIfAborted();
  return history.flatMap(({ step, loss }) => (loss === undefined ? [] : [[step, loss] as const]));
}

type Translator = Pick<Translation, "model" | "pairs">;

function translateTexts({ model, pairs }: Translator, texts: readonly string[]): string[] {
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
  const written = end < 0 ? tokens! : tokens!.slice(0, end);
  const S = [...text].length;
  const memory = model.encode(source);
  const soFar = [pairTokens.begin, ...written.slice(0, -1)]; // what stands there when each is written
  let weights: Matrix = [];
  model.decode(fromData(soFar, [1, soFar.length], { dtype: "int32" }), memory, {
    observe: (_, value) => {
      weights = matrixOf(value.mean([0, 1]).slice([null, [0, S]])); // (T, S)
    },
  });
  return {
    source: [...text],
    target: written.map((token) => pairs.decodeTarget([token]) || "?"), // hardly trained, it may write what is no character
    weights: weights.slice(0, written.length),
  };
}
