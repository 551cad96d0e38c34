import type { TextTokenizer } from "@cairn-ml/models-gpt/node";
import { fromData, memoryScope } from "@cairn-ml/tensor";
import { UsageError } from "../errors.js";
import { table } from "../output/table.js";
import { type ModelOptions, openModel } from "./generate/open-model.js";

export interface LogitsOptions extends ModelOptions {
  readonly tokens: readonly (readonly number[])[];
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Of one sequence: a row of logits for each position, and the sum of nats for the tokens after the first. */
interface Scored {
  readonly rows: number[][];
  readonly nats: number;
}

/** `cairn logits`: what a model makes of tokens, number by number. */
export async function logits(options: LogitsOptions): Promise<void> {
  const { all = false } = options;
  const { model, tokenizer } = await openModel(options);
  const { vocabSize, contextLength } = model.config;
  for (const tokens of options.tokens) checkTokens(tokens, vocabSize, contextLength);
  const scored = options.tokens.map((tokens): Scored => {
    using _ = memoryScope();
    const x = model.forward(fromData(tokens, [1, tokens.length], { dtype: "int32" })); // (1, T, V)
    const values = x.data();
    const row = (t: number) => Array.from(values.subarray(t * vocabSize, (t + 1) * vocabSize));
    const last = tokens.length - 1;
    const rows = all ? tokens.map((_, t) => row(t)) : [row(last)];
    if (last === 0) return { rows, nats: 0 };
    const targets = fromData(tokens.slice(1), [1, last], { dtype: "int32" });
    return {
      rows,
      nats:
        x
          .slice([null, [0, last]])
          .crossEntropy(targets)
          .item() * last,
    };
  });
  const predicted = options.tokens.reduce((sum, tokens) => sum + tokens.length - 1, 0);
  const loss = predicted === 0 ? null : scored.reduce((sum, { nats }) => sum + nats, 0) / predicted;
  if (options.json) {
    await printDocument(scored, all, loss);
  } else {
    scored.forEach(({ rows }, i) => {
      process.stdout.write(`${screen(options.tokens[i]!, rows, tokenizer)}\n`);
    });
    if (loss !== null) process.stdout.write(`loss ${loss.toFixed(4)} nats a token, after the first\n`);
  }
}

/** Row by row: with all positions of a long text, the document is longer than a string can be. */
async function printDocument(scored: readonly Scored[], all: boolean, loss: number | null): Promise<void> {
  const write = (text: string) => new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
  await write('{"logits":[');
  for (const [i, { rows }] of scored.entries()) {
    await write(`${i > 0 ? "," : ""}${all ? "[" : ""}`);
    for (const [t, row] of rows.entries()) await write(`${t > 0 ? "," : ""}${JSON.stringify(row)}`);
    if (all) await write("]");
  }
  await write(`],"loss":${JSON.stringify(loss)}}\n`);
}

/** Throws: UsageError for what the model cannot take. */
function checkTokens(tokens: readonly number[], vocabSize: number, contextLength: number): void {
  const unknown = tokens.find((token) => token >= vocabSize);
  if (unknown !== undefined) {
    throw new UsageError("logits: there is no such token.", {
      given: `--tokens with ${unknown}`,
      expected: `numbers from 0 to ${vocabSize - 1}, the model's vocabulary`,
      fix: "encode the text with the tokenizer of this model",
    });
  }
  if (tokens.length > contextLength) {
    throw new UsageError("logits: the tokens do not fit into the context.", {
      given: `${tokens.length} tokens`,
      expected: `${contextLength} at most`,
      fix: "give the last of them only",
    });
  }
}

const shown = 5; // candidates

/** The likeliest next tokens after each position that is shown. */
function screen(tokens: readonly number[], rows: readonly number[][], tokenizer: TextTokenizer | null): string {
  const first = tokens.length - rows.length;
  const lines = rows.flatMap((row, i) => {
    const { logits: sorted, probabilities, ids } = likeliest(row);
    return ids.map((id, rank) => [
      rank === 0 ? name(tokens[first + i]!, tokenizer) : "",
      name(id, tokenizer),
      sorted[rank]!.toFixed(4),
      probabilities[rank]!.toFixed(4),
    ]);
  });
  return table(["after", "next", "logit", "probability"], lines, { numbers: [2, 3] });
}

function likeliest(row: readonly number[]): { ids: number[]; logits: number[]; probabilities: number[] } {
  using _ = memoryScope();
  const all = fromData(row, [row.length]).softmax().data();
  const ids = row.map((_, id) => id);
  ids.sort((a, b) => row[b]! - row[a]! || a - b);
  const best = ids.slice(0, shown);
  return { ids: best, logits: best.map((id) => row[id]!), probabilities: best.map((id) => all[id]!) };
}

function name(token: number, tokenizer: TextTokenizer | null): string {
  if (!tokenizer || token >= tokenizer.vocabSize) return String(token);
  return `${token} ${JSON.stringify(tokenizer.decode([token]))}`;
}
