import { type ContinuationsOptions, onlyKnown } from "@cairn-ml/models-gpt";
import type { LoadedGPT } from "@cairn-ml/models-gpt/node";
import { Rng } from "@cairn-ml/tensor";
import { UsageError } from "../../errors.js";
import type { BeginningOptions } from "./beginning.js";
import type { ModelOptions } from "./open-model.js";
import { watched } from "./watch.js";

/** What the command line may say. */
export interface GenerateCommandOptions extends BeginningOptions, ModelOptions {
  readonly maxTokens: number;
  readonly n: number;
  readonly stop?: readonly string[];
  readonly temperature?: number;
  readonly greedy?: boolean;
  readonly topK?: number;
  readonly topP?: number;
  readonly minP?: number;
  readonly repetitionPenalty?: number;
  readonly logitBias?: ReadonlyMap<number, number>;
  readonly logprobs?: number;
  readonly watch?: boolean;
  readonly seed?: number;
  readonly json?: boolean;
}

const usualTemperature = 0.8;

/** What the model is told. Tokens that its tokenizer does not have, where a vocabulary was rounded up, are never drawn. */
export function continuationsOptions(
  options: GenerateCommandOptions,
  { tokenizer, config: { vocabSize } }: Pick<LoadedGPT, "tokenizer" | "config">,
): ContinuationsOptions {
  const { maxTokens, n, topK, topP, minP, repetitionPenalty, logprobs, watch, seed = 0 } = options;
  const logitBias = onlyKnown(options.logitBias, { known: tokenizer?.vocabSize ?? vocabSize, vocabSize });
  const temperature = options.greedy ? 0 : (options.temperature ?? usualTemperature);
  const top = watch ? watched : logprobs;
  return { ...{ maxTokens, n, temperature, topK, topP, minP, repetitionPenalty, logitBias, top }, rng: new Rng(seed) };
}

/** Throws: UsageError for options of which only one can be meant. */
export function checkTogether({ greedy, temperature, watch, json, n, logprobs }: GenerateCommandOptions): void {
  if (greedy && temperature !== undefined)
    refuse("--greedy and --temperature", "the temperature is 0 when it is greedy");
  if (watch && n > 1) refuse("--watch and --n", "--watch shows one continuation");
  if (watch && logprobs !== undefined) refuse("--watch and --logprobs", "--watch shows how likely each token was");
  if (watch && json) refuse("--watch and --json", "--json has what --watch shows with --logprobs 5");
}

function refuse(both: string, why: string): never {
  throw new UsageError(`generate: ${both} do not go together.`, {
    given: both,
    expected: `one of them: ${why}`,
    fix: "leave one out",
  });
}
