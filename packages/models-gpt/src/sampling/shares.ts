import { fromData, memoryScope } from "@cairn-ml/tensor";
import { type Candidates, keepFrom, largestOf } from "./candidates.js";

/** softmax(logits / temperature), by the default device. What can not be drawn is left out. */
export function sharesOf({ tokens, values }: Candidates, temperature: number): Candidates {
  using _ = memoryScope();
  const largest = largestOf(values);
  const scaled = new Float32Array(values.length);
  for (let i = 0; i < scaled.length; i++) scaled[i] = (values[i]! - largest) / temperature; // at most 0: no overflow
  const shares = fromData(scaled, [scaled.length]).softmax().data();
  return keepFrom({ tokens, values: new Float64Array(shares) }, Number.MIN_VALUE);
}
