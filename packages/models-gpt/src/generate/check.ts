import { ValueError } from "@cairn-ml/tensor";
import type { GPT } from "../gpt.js";
import { checkSampling } from "../sampling/options.js";
import type { ContinuationsOptions } from "./continuations.js";

/** Throws: ValueError for an empty prompt, tokens that do not exist, or options out of range. */
export function checkContinuations(model: GPT, prompt: ArrayLike<number>, options: ContinuationsOptions): void {
  checkSampling(options);
  const { maxTokens, n = 1, top = 1, logitBias } = options;
  if (maxTokens !== Infinity) checkWhole("maxTokens", maxTokens, 0, ", or Infinity");
  checkWhole("n", n, 1);
  checkWhole("top", top, 0);
  for (const token of logitBias?.keys() ?? []) checkToken(model, token, "in logitBias");
  checkPrompt(model, prompt);
}

function checkWhole(name: string, value: number, least: number, or: string = ""): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new ValueError("generate", `${name} is not a number of ${name === "n" ? "continuations" : "tokens"}.`, {
    given: String(value),
    expected: `an integer from ${least} up${or}`,
  });
}

function checkPrompt(model: GPT, prompt: ArrayLike<number>): void {
  if (prompt.length === 0) {
    throw new ValueError("generate", "the prompt is empty.", {
      given: "no tokens",
      expected: "one token at least to go on from",
    });
  }
  for (let i = 0; i < prompt.length; i++) checkToken(model, prompt[i]!, `at position ${i}`);
}

function checkToken({ config: { vocabSize } }: GPT, token: number, where: string): void {
  if (Number.isInteger(token) && token >= 0 && token < vocabSize) return;
  throw new ValueError("generate", `token ${token} does not exist.`, {
    given: `${token} ${where}`,
    expected: `0 to ${vocabSize - 1}`,
    fix: `${where.startsWith("at") ? "encode the prompt with" : "name tokens of"} the model's own tokenizer`,
  });
}
