import { ValueError } from "@cairn-ml/tensor";

/** How the next token is chosen. They apply in the order in which they stand here, but for the first. */
export interface SamplingOptions {
  /** Below 1 the likely become likelier; 0 always takes the likeliest. 1 unless given. */
  readonly temperature?: number | undefined;
  /** Above 1, how much less likely the tokens become that the text has already; 1 unless given. */
  readonly repetitionPenalty?: number | undefined;
  /** What is added to the logits of some tokens; -Infinity forbids one. */
  readonly logitBias?: ReadonlyMap<number, number> | undefined;
  /** Chooses among this many of the likeliest. */
  readonly topK?: number | undefined;
  /** Chooses among the likeliest that together have this share. */
  readonly topP?: number | undefined;
  /** Chooses among those that are at least this part as likely as the likeliest. */
  readonly minP?: number | undefined;
}

/** Throws: ValueError for options that make no sense. */
export function checkSampling(options: SamplingOptions): void {
  const { temperature = 1, repetitionPenalty = 1, logitBias, topK, topP, minP = 0 } = options;
  if (!(temperature >= 0 && temperature < Infinity)) refuse("temperature", temperature, "0 or more");
  if (!(repetitionPenalty > 0 && repetitionPenalty < Infinity)) {
    refuse("repetitionPenalty", repetitionPenalty, "more than 0, usually 1 to 1.5");
  }
  for (const [token, bias] of logitBias ?? []) {
    if (!(bias < Infinity)) refuse("logitBias", bias, `a number, or -Infinity, for token ${token}`);
  }
  if (topK !== undefined && !(Number.isSafeInteger(topK) && topK >= 1)) refuse("topK", topK, "an integer of 1 or more");
  if (topP !== undefined && !(topP > 0 && topP <= 1)) refuse("topP", topP, "more than 0, at most 1");
  if (!(minP >= 0 && minP <= 1)) refuse("minP", minP, "from 0 to 1");
}

function refuse(name: string, given: number, expected: string): never {
  throw new ValueError("generate", `${name} is out of range.`, { given: String(given), expected });
}
