import { countParameters, countParametersByPart, type GPTConfig, type ParameterCounts } from "@cairn-ml/models-gpt";

/** Source: Radford et al. 2019, table 2 and section 2.3. */
export const gpt2: GPTConfig = { vocabSize: 50_257, contextLength: 1024, layers: 12, heads: 12, width: 768 };

/** Source: Brown et al. 2020, arXiv:2005.14165, table 2.1, for the largest. */
export const gpt3: GPTConfig = { vocabSize: 50_257, contextLength: 2048, layers: 96, heads: 96, width: 12_288 };

export interface Sizes {
  readonly total: number;
  readonly byPart: ParameterCounts;
  readonly gpt3: number;
}

/** Counted from the sizes alone; no model is made. */
export function countSizes(): Sizes {
  return { total: countParameters(gpt2), byPart: countParametersByPart(gpt2), gpt3: countParameters(gpt3) };
}
