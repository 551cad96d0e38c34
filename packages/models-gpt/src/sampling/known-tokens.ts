/**
 * The bias, with -Infinity for the tokens of a model that its tokenizer does not have: vocabularies are rounded up for speed, and
 * what nobody can read is not to be drawn.
 */
export function onlyKnown(
  bias: ReadonlyMap<number, number> | undefined,
  { known, vocabSize }: { readonly known: number; readonly vocabSize: number },
): ReadonlyMap<number, number> | undefined {
  if (known >= vocabSize) return bias;
  const result = new Map(bias);
  for (let token = known; token < vocabSize; token++) result.set(token, -Infinity);
  return result;
}
