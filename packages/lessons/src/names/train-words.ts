import { CBOW, ContextWindows } from "@cairn-ml/models-embedding";
import { Adam } from "@cairn-ml/optim";
import { Rng, type Tensor } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";
import type { Host } from "../lesson.js";
import { type Stream, story, streamOf } from "./story.js";

/** Two words, and the cosine between their vectors. */
export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly cosine: number;
  /** What it was before the first step. */
  readonly before: number;
}

export interface WordTraining {
  readonly stream: Stream;
  readonly windows: ContextWindows;
  readonly parameters: number;
  readonly loss: number;
  /** All pairs of words, closest first. */
  readonly pairs: readonly Pair[];
}

export async function trainWords(steps: number, seed: number, host: Host): Promise<WordTraining> {
  const stream = streamOf(story);
  const windows = new ContextWindows(stream.words, { size: 2 });
  const { vocabulary } = windows;
  const rng = new Rng(seed).fork("words");
  const model = new CBOW(rng.fork("weights"), { vocabSize: vocabulary.length, embeddingSize: 30, hiddenSize: 128 });
  const before = cosines(model.embedding.weight);
  await fit({
    model,
    optimizer: new Adam(model.namedParameters(), { lr: 0.01 }),
    data: windows,
    steps,
    rng: rng.fork("training"),
    ...host.training("the words"),
    logEvery: steps,
  });
  host.signal.throwIfAborted();
  return {
    stream,
    windows,
    parameters: model.parameters().reduce((sum, { size }) => sum + size, 0),
    loss: model.loss(windows.batch()).item(),
    pairs: pairsOf(cosines(model.embedding.weight), before, vocabulary),
  };
}

/** Of all rows with all. Shapes: weight (V, D) */
function cosines(weight: Tensor): number[][] {
  const [V, D] = weight.dims(2);
  const values = weight.data();
  const dot = (i: number, j: number) => {
    let sum = 0;
    for (let d = 0; d < D; d++) sum += values[i * D + d]! * values[j * D + d]!;
    return sum;
  };
  const row = (i: number) => Array.from({ length: V }, (_, j) => dot(i, j) / Math.sqrt(dot(i, i) * dot(j, j)));
  return Array.from({ length: V }, (_, i) => row(i));
}

function pairsOf(now: readonly number[][], before: readonly number[][], words: readonly string[]): Pair[] {
  const pairs = words.flatMap((a, i) =>
    words.slice(i + 1).map((b, more): Pair => {
      const j = i + 1 + more;
      return { a, b, cosine: now[i]![j]!, before: before[i]![j]! };
    }),
  );
  return pairs.sort((p, q) => q.cosine - p.cosine);
}
