import type { Exhibit } from "../exhibit.js";
import { fixed, grouped } from "../figures.js";
import { type Asked, question } from "./ask-model.js";
import type { Gpt2Results } from "./lesson.js";
import type { Matrix } from "./matrix.js";
import { gpt2, gpt3 } from "./sizes.js";

/** GPT-2: where its numbers are, what it writes, what attention does to words, and where the road goes on. */
export function showGpt2(results: Gpt2Results, asked: Asked | undefined): Exhibit[] {
  return [
    parts(results),
    scale(results),
    ...(asked ? [goesOn(asked)] : [howToGetIt()]),
    ...(results.verify ? verification(results.verify) : []),
    wordsCompared(results, asked),
    noAnswer(asked),
  ];
}

function parts({ parameters: { total, byPart } }: Gpt2Results): Exhibit {
  const share = (count: number) => `${fixed((100 * count) / total, 1)} %`;
  const row = (part: string, how: string, count: number) => [part, how, grouped(count), share(count)];
  return {
    kind: "table",
    title: "Where the numbers of GPT-2 are",
    head: ["part", "how it is counted", "numbers", "share"],
    rows: [
      row("words", "50,257 tokens · 768", byPart.tokens),
      row("places", "1,024 positions · 768", byPart.positions),
      row("attention", "12 · (768 · 2,304 + 2,304 + 768 · 768 + 768)", byPart.attention),
      row("small networks", "12 · (768 · 3,072 + 3,072 + 3,072 · 768 + 768)", byPart.mlp),
      row("layer norms", "25 · (768 scales + 768 shifts)", byPart.norms),
      row("output", "the list of words again", byPart.head),
      ["together", "", grouped(total), "100 %"],
    ],
    note:
      "This is the smallest of the four GPT-2s, counted from its sizes; the model need not be there. A token is a word or a piece of one. " +
      "Almost half of the numbers are in the small networks, less than a quarter in attention.",
  };
}

function scale({ parameters: { total, gpt3: large } }: Gpt2Results): Exhibit {
  return {
    kind: "table",
    title: "The same, larger: GPT-3",
    head: ["", "GPT-2, 2019", "GPT-3, 2020"],
    rows: [
      ["blocks", String(gpt2.layers), String(gpt3.layers)],
      ["heads in a block", String(gpt2.heads), String(gpt3.heads)],
      ["numbers for a word", String(gpt2.width), grouped(gpt3.width)],
      ["words that it sees at once", grouped(gpt2.contextLength), grouped(gpt3.contextLength)],
      ["numbers that are learned", `${fixed(total / 1e6, 0)} million`, `${fixed(large / 1e9, 0)} billion`],
    ],
    note: "No new part is needed; our count of GPT-3 is by the same formula. Other things that changed: how much it read, and some of its attention, which looks at near words only.",
  };
}

function howToGetIt(): Exhibit {
  return {
    kind: "text",
    title: "GPT-2 goes on with a sentence",
    text:
      "GPT-2's weights are not here: they are half a gigabyte, and are fetched only when you ask for it, by the command download gpt2 (below). " +
      'Then this lesson finds them, and GPT-2 goes on with "I chose that bank for". As published, it writes " my", then " first", then " job": always the ' +
      "token that is likeliest after all that stands there already. Another folder with its files is given by --model DIR. A model of " +
      "your own does too: npm start trains a small one in a minute, and then this lesson shows what that one writes.",
  };
}

function goesOn({ folder, isGpt2, prompt, continuation, parameters }: Asked): Exhibit {
  return {
    kind: "text",
    title: `${isGpt2 ? "GPT-2" : "A small model"} goes on with a sentence`,
    text:
      `The model in ${folder} has ${grouped(parameters)} numbers. It reads the prompt, gives every token of its list a share, takes the likeliest, ` +
      `puts it at the end, and reads again:\n\n` +
      `  ${shown(prompt)} → ${continuation.map((token) => JSON.stringify(token)).join(", ")}\n\n` +
      (isGpt2
        ? 'As published, "I chose that bank for" goes on with " my", " first", " job".'
        : 'It is not GPT-2, so its words are others: as published, GPT-2 goes on after "I chose that bank for" with " my", " first", " job". To see that, fetch its ' +
          "weights (half a gigabyte) by download gpt2 (below)."),
  };
}

/** Texts of a model may hold line ends. */
const shown = (text: string) => JSON.stringify(text);

function verification({ prompts, layers }: NonNullable<Gpt2Results["verify"]>): Exhibit[] {
  const withModel = layers[0]!.model !== null;
  const attention: Exhibit = {
    kind: "table",
    title: "Beside the reference: attention, layer by layer",
    head: ["layer", "from its scores", ...(withModel ? ["by the model"] : [])],
    rows: layers.map(({ layer, maths, model }) => [
      String(layer),
      difference(maths),
      ...(withModel ? [difference(model)] : []),
    ]),
    note:
      "Somebody else's attention weights, which are between 0 and 1, and how far ours are from them at most, over all heads and prompts: softmax(scores / √D) of their own scores, " +
      `the future left out${withModel ? ", and what the model comes to by itself." : ". With the weights of that model, the model is held against them too."}`,
  };
  const prompted: Exhibit = {
    kind: "table",
    title: "Beside the reference: the prompts",
    head: ["prompt", "tokens", ...(withModel ? ["logits", "ln of shares"] : [])],
    rows: prompts.map(({ prompt, tokens, logits, logProbabilities }) => [
      prompt,
      tokens === null ? "not known" : tokens ? "the same" : "others",
      ...(withModel ? [difference(logits), difference(logProbabilities)] : []),
    ]),
    note: `Whether the tokens are the same${withModel ? ", and how far the numbers after the last one are apart at most" : ""}.`,
  };
  return [attention, prompted];
}

/** "1.2e−7". */
function difference(value: number | null): string {
  if (value === null) return "–";
  return value === 0 ? "0" : value.toExponential(1).replace("-", "−");
}

const most = 8; // words that are shown

/** How alike words are before and after: of the prompt in a language model, else of the sentence of lesson 10. */
function wordsCompared({ cosine }: Gpt2Results, asked: Asked | undefined): Exhibit {
  const words = cosine.words.slice(0, most).map((word) => (asked ? JSON.stringify(word) : word));
  const matrix = (label: string, values: Matrix) => ({
    ...{ label, rows: words, columns: words },
    values: values.slice(0, most).map((row) => row.slice(0, most)),
  });
  return {
    kind: "heat",
    title: "What attention does to words: how alike they are",
    matrices: [matrix("before", cosine.before), matrix("after", cosine.after)],
    note: asked ? insideModel(asked) : inLesson10(cosine),
  };
}

function insideModel({ layers }: Asked): string {
  return (
    "The cosine (lesson 8) of any two: 1 is the same direction, 0 is nothing in common. Before the first block a vector knows which word stands there and " +
    `at which place, nothing else. After ${layers} blocks it has taken in what stands before it, and has turned toward what comes next.`
  );
}

function inLesson10({ words, before, after }: Gpt2Results["cosine"]): string {
  const last = words.length - 2; // "bank"
  return (
    "The cosine (lesson 8) of any two words of lesson 10: 1 is the same direction, 0 is nothing in common. Before, a word is the same in every sentence. After one " +
    `attention it has taken in something of those before it, and the two come nearer: ${words[last]} and ${words[0]} from ` +
    `${fixed(before[last]![0]!, 2)} to ${fixed(after[last]![0]!, 2)}. In GPT-2 this happens twelve times; with its weights these tables show it.`
  );
}

function noAnswer(asked: Asked | undefined): Exhibit {
  const wrote = asked
    ? `The model goes on: ${JSON.stringify(asked.answer)}.`
    : 'As published, GPT-2 goes on with "India is the".';
  return {
    kind: "text",
    title: "A question, and no answer",
    text:
      `"${question}" ${wrote} That is no answer. It has learned one thing: what comes next in texts, and after a question there often comes more text ` +
      "of the same kind. Such a model is called a base model. To make it answer, one goes on training it with questions and " +
      "good answers, and rewards what people prefer: fine-tuning. Nothing about the model changes but its numbers. All that is needed for it you have seen: " +
      "tokens, attention, blocks, a loss, and a gradient. Here the series ends, and that door is open.",
  };
}
