import { UsageError } from "../../errors.js";
import type { TrainOptions } from "./train.js";

/** Throws: UsageError for options that contradict each other. */
export function checkOptions(
  { model, deterministic, threads, resume }: TrainOptions,
  typed: ReadonlySet<string>,
): void {
  if (resume) return; // the model is that of the state, and what is typed is compared with it
  if (model === "hs" && typed.has("negative")) {
    throw contradiction("--model hs --negative", "hierarchical softmax has no negative words", "leave --negative out, or take --model sgns"); // biome-ignore format: one line
  }
  if (model !== "fasttext" && typed.has("buckets")) {
    throw contradiction(`--model ${model} --buckets`, "only fastText has n-grams", "leave --buckets out, or take --model fasttext"); // biome-ignore format: one line
  }
  if (deterministic && (threads ?? 1) > 1) {
    throw contradiction(`--deterministic --threads ${threads}`, "the same bits again need one thread", "leave one of them out"); // biome-ignore format: one line
  }
}

function contradiction(given: string, expected: string, fix: string): UsageError {
  return new UsageError("vectors train: these options contradict each other.", { given, expected, fix });
}
