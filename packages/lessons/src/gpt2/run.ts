import { ValueError } from "@cairn-ml/tensor";
import { attend } from "../attention/attend.js";
import { sentenceOf } from "../attention/sentence.js";
import { atLeast, atMost, type Check, exactly, near } from "../check.js";
import type { Host, LanguageModel, Outcome, Suggestion } from "../lesson.js";
import { type Asked, askModel, tokenizerOf } from "./ask-model.js";
import type { Gpt2Options, Gpt2Results } from "./lesson.js";
import { cosines } from "./matrix.js";
import { normed } from "./norm.js";
import { showBlock } from "./show-block.js";
import { showGpt2 } from "./show-gpt2.js";
import { showTranslation } from "./show-translation.js";
import { countSizes } from "./sizes.js";
import { type Alignment, align, type Translation, trainTranslation } from "./train-translation.js";
import { measureVanishing } from "./vanishing.js";
import { verify } from "./verify.js";

export async function run(options: Gpt2Options & { readonly seed: number }, host: Host): Promise<Outcome<Gpt2Results>> {
  const { steps, seed, date, prompt, tokens } = options;
  const loaded = await modelFor(options, host); // first: what is wrong with it should not show after the training
  const checked =
    options.verify === undefined
      ? null
      : await verify(options.verify, { host, loaded, named: options.model !== undefined });
  const vanishing = measureVanishing(seed);
  const translation = await trainTranslation({ steps, seed, date }, host);
  const alignment = align(translation, date);
  const writes = options.model !== undefined || (loaded && (loaded.tokenizer ?? (await tokenizerOf(loaded.model))));
  const asked = loaded && writes ? await askModel(loaded, { prompt, tokens }, host) : undefined;
  const sizes = countSizes();
  const results: Gpt2Results = {
    vanishing,
    layerNorm: normed(),
    parameters: { ...sizes, mlp: sizes.byPart.mlp / 12 },
    translation: translationResults(translation, alignment),
    cosine: asked ? cosineInModel(asked) : cosineInLesson10(host),
    gpt2: { available: asked?.isGpt2 ?? false, continuation: asked?.isGpt2 ? asked.continuation : [] },
    written: asked
      ? {
          ...{ model: asked.folder, parameters: asked.parameters },
          ...{ continuation: asked.continuation, answer: asked.answer },
        }
      : null,
    verify: checked,
  };
  return {
    results,
    checks: checksOf(results),
    exhibits: [...showBlock(results), ...showTranslation(translation, results), ...showGpt2(results, asked)],
    suggestions,
  };
}

/** The one that is named, else what is there. */
async function modelFor({ model }: Gpt2Options, { files }: Host): Promise<LanguageModel | undefined> {
  if (model === undefined) return await files?.findModel();
  if (files) return await files.loadModel(model);
  throw new ValueError("lesson 11", "models can not be read here.", { given: model, expected: "a terminal" });
}

function translationResults(
  { parameters, exact, written }: Translation,
  alignment: Alignment,
): Gpt2Results["translation"] {
  const wrong = written.filter(({ written, expected }) => written !== expected);
  const { source, target, weights } = alignment;
  return {
    ...{ parameters, exact, heldOut: written.length },
    examples: [...written.slice(0, 8), ...wrong.slice(0, 4)],
    alignment: { source: source.join(""), target: target.join(""), weights },
  };
}

function cosineInModel({ folder, words, before, after }: Asked): Gpt2Results["cosine"] {
  return { of: folder, words, before, after };
}

/** What one attention does to the words of lesson 10. */
function cosineInLesson10(host: Host): Gpt2Results["cosine"] {
  const { words, X } = sentenceOf(host);
  const scale = Math.sqrt(X[0]!.length);
  const { output } = attend({ queries: X, keys: X, values: X }, { scale, isMasked: true });
  return { of: "the sentence of lesson 10", words, before: cosines(X), after: cosines(output) };
}

function checksOf(results: Gpt2Results): Check[] {
  const { vanishing, layerNorm, parameters, translation } = results;
  const [top, bottom] = [vanishing.norms[0]!, vanishing.norms.at(-1)!];
  const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));
  return [
    near("vanishing.product", vanishing.product, 1.024e-7, 1e-12, "0.2 ten times, by autograd"),
    near("vanishing.residual", vanishing.residual, 6.1917364224, 1e-5, "the same with a path around: 1.2 ten times"),
    near("vanishing.norms.0.plain", top.plain, 1, 1e-6, "gradient at the top of ten layers"),
    atMost("vanishing.norms.10.plain", bottom.plain, 1e-5, "… at the bottom"),
    atLeast("vanishing.norms.10.residual", bottom.residual, 0.5, "… at the bottom with residual paths"),
    near("layerNorm.means", largest(layerNorm.means), 0, 1e-6, "after layer norm: mean, largest of five rows"),
    near("layerNorm.deviations", Math.min(...layerNorm.deviations), 1, 1e-4, "after layer norm: deviation, least"),
    exactly("parameters.total", parameters.total, 124_439_808, "GPT-2's numbers"),
    exactly("parameters.mlp", parameters.mlp, 4_722_432, "… of one small network, 768 → 3072 → 768"),
    near("parameters.gpt3", parameters.gpt3, 175e9, 5e8, "GPT-3's numbers"),
    atLeast("translation.exact", translation.exact, 0.99, "new dates that are right in every character"),
    ...writtenChecks(results),
    ...verifyChecks(results),
  ];
}

/** Only GPT-2 itself can be held against what GPT-2 has written. */
function writtenChecks({ gpt2 }: Gpt2Results): Check[] {
  if (!gpt2.available) return [];
  const same = [" my", " first", " job"].filter((token, i) => gpt2.continuation[i] === token).length;
  return [exactly("gpt2.continuation", same, 3, 'tokens of " my first job" that GPT-2 writes')];
}

function verifyChecks({ verify }: Gpt2Results): Check[] {
  if (!verify) return [];
  const { layers, prompts } = verify;
  const most = (values: readonly (number | null)[]) => Math.max(...values.map((value) => value ?? 0));
  const checks = [
    atMost(
      "verify.layers.maths",
      most(layers.map(({ maths }) => maths)),
      1e-6,
      "weights from the reference's scores: difference",
    ),
  ];
  const known = prompts.filter(({ tokens }) => tokens !== null);
  if (known.length > 0) {
    const same = known.filter(({ tokens }) => tokens).length;
    checks.push(exactly("verify.prompts.tokens", same, known.length, "prompts with the reference's tokens"));
  }
  if (layers[0]!.model === null) return checks;
  return [
    ...checks,
    atMost("verify.layers.model", most(layers.map(({ model }) => model)), 1e-3, "weights of all heads: difference"),
    atMost("verify.prompts.logits", most(prompts.map(({ logits }) => logits)), 5e-3, "logits: difference"),
    atMost(
      "verify.prompts.logProbabilities",
      most(prompts.map(({ logProbabilities }) => logProbabilities)),
      1e-3,
      "log-probabilities: difference",
    ),
  ];
}

const suggestions: readonly Suggestion[] = [
  { what: "Another date: where does it look now?", command: 'lesson 11 --date "15 august 1947"' },
  { what: "A day that there is not. What does it write?", command: 'lesson 11 --date "30 february 2000"' },
  { what: "A quarter of the steps: which characters are still wrong?", command: "lesson 11 --steps 200" },
  { what: "GPT-2 itself: its weights are half a gigabyte", command: "download gpt2" },
  {
    what: "GPT-2, or a model of your own, and a text of yours",
    command: 'lesson 11 --model DIR --prompt "Once upon a time" --tokens 20',
  },
];
