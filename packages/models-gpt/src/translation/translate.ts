import { fromData, memoryScope, type Tensor } from "@cairn-ml/tensor";
import type { EncoderDecoder } from "./encoder-decoder.js";
import { pairTokens } from "./text-pairs.js";

/**
 * Writes the target of each source, always the likeliest token, until every row has come to its end or has `maxTokens`.
 *
 * Shapes: (B, S) int32 -> B rows of tokens; what follows an `end` means nothing
 */
export function translate(model: EncoderDecoder, source: Tensor, maxTokens: number): number[][] {
  using _ = memoryScope();
  const [B] = source.dims(2);
  const memory = model.encode(source);
  const rows = Array.from({ length: B }, (): number[] => []);
  for (let t = 0; t < maxTokens && !rows.every((row) => row.includes(pairTokens.end)); t++) {
    using _ = memoryScope();
    const written = Int32Array.from(rows.flatMap((row) => [pairTokens.begin, ...row]));
    const logits = model.decode(fromData(written, [B, t + 1], { dtype: "int32" }), memory); // (B, T, W)
    const likeliest = logits
      .slice([null, [t, t + 1]])
      .argmax()
      .data();
    rows.forEach((row, b) => {
      row.push(likeliest[b]!);
    });
  }
  return rows;
}
