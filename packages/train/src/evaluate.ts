import { memoryScope } from "@cairn-ml/tensor";
import { breathe } from "./breathe.js";
import type { DataSource, TrainableModel } from "./types.js";

/**
 * The mean loss over the validation part, each batch weighted by what it counts; `limit` examples at most. Undefined when
 * there is nothing to measure with.
 *
 * Throws: the signal's reason when it is aborted.
 */
export async function evaluate<Batch>(
  model: TrainableModel<Batch>,
  data: DataSource<Batch>,
  { limit, signal }: { limit?: number | undefined; signal?: AbortSignal | undefined } = {},
): Promise<number | undefined> {
  const batches = data.validation?.(limit)[Symbol.iterator]();
  if (!batches) return undefined;
  let sum = 0;
  let count = 0;
  try {
    for (let part = measure(model, data, batches); part; part = measure(model, data, batches)) {
      sum += part.loss * part.weight;
      count += part.weight;
      await breathe();
      signal?.throwIfAborted();
    }
  } finally {
    batches.return?.(); // it may hold a file open
  }
  return count > 0 ? sum / count : undefined;
}

function measure<Batch>(
  model: TrainableModel<Batch>,
  data: DataSource<Batch>,
  batches: Iterator<Batch>,
): { loss: number; weight: number } | null {
  using _ = memoryScope(); // owns the batch too, which is made by next()
  const next = batches.next();
  if (next.done) return null;
  return { loss: model.loss(next.value).item(), weight: data.count(next.value) };
}
