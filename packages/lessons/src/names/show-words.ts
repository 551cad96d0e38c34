import { math } from "@cairn-ml/tensor";
import type { Exhibit } from "../exhibit.js";
import { fixed, grouped } from "../figures.js";
import { story } from "./story.js";
import type { Pair, WordTraining } from "./train-words.js";

/** The story, the network that guesses its words, and which words came together. */
export function showWords(words: WordTraining): Exhibit[] {
  return [theStory(words), someWindows(words), network(words), closest(words), closestBefore(words)];
}

function theStory({ stream, windows }: WordTraining): Exhibit {
  return {
    kind: "text",
    title: "The same with words",
    text:
      "Here is a story of nine sentences:\n\n" +
      `${story.map((sentence) => `  ${sentence}`).join("\n")}\n\n` +
      `In lower case, and without names and words such as "the" and "and", which stand beside any other, its ${stream.before} words become ${stream.words.length}, ` +
      `${windows.vocabulary.length} of them different. Each that has two words on both sides is an example, ${windows.examples.length} in all: guess it from the four around it, whatever their order ` +
      "(a continuous bag of words, CBOW).",
  };
}

function someWindows({ windows }: WordTraining): Exhibit {
  return {
    kind: "table",
    head: ["two before", "guess", "two after"],
    rows: windows.examples
      .slice(0, 3)
      .map(({ word, around }) => [around.slice(0, 2).join(" "), word, around.slice(2).join(" ")]),
  };
}

function network({ windows, parameters, loss }: WordTraining): Exhibit {
  const V = windows.vocabulary.length;
  return {
    kind: "text",
    text:
      `Each word has a vector of 30 numbers, small and random at first. The mean of the four vectors goes through 128 hidden units (ReLU, lesson 5) to ` +
      `${V} scores: ${V} · 30 + 30 · 128 + 128 + 128 · ${V} + ${V} = ${grouped(parameters)} numbers. So few examples are soon known by heart: the loss falls from ` +
      `ln ${V} = ${fixed(math.log(V), 2)} to ${Number(loss.toPrecision(1))}. It is not the guesses that we want here, but the vectors.`,
  };
}

const shown = 10;

function closest({ pairs, windows }: WordTraining): Exhibit {
  return {
    kind: "table",
    title: "The closest pairs, by cosine",
    head: ["pair", "before", "after", "both are around"],
    rows: pairs
      .slice(0, shown)
      .map((pair) => [
        `${pair.a} – ${pair.b}`,
        fixed(pair.before, 2),
        fixed(pair.cosine, 2),
        together(pair, windows).join(", "),
      ]),
    note:
      "Why these? Two words that are around the same word push the network to the same guess, so the steps move their vectors the same way. The last column has the words that " +
      "both helped to guess. A pair with nothing there met by way of others, or by chance: with so short a story chance is strong. With " +
      "millions of words the same method finds that king and queen are used alike.",
  };
}

function closestBefore({ pairs, windows }: WordTraining): Exhibit {
  const first = [...pairs].sort((p, q) => q.before - p.before).slice(0, 4);
  return {
    kind: "table",
    title: "The closest pairs before the first step",
    head: ["pair", "before", "after", "both are around"],
    rows: first.map((pair) => [
      `${pair.a} – ${pair.b}`,
      fixed(pair.before, 2),
      fixed(pair.cosine, 2),
      together(pair, windows).join(", "),
    ]),
    note: "Random vectors are never all at right angles: among 1,326 pairs some are close by luck.",
  };
}

/** The words that both of a pair stand around. */
function together({ a, b }: Pair, { examples }: WordTraining["windows"]): string[] {
  return [
    ...new Set(examples.filter(({ around }) => around.includes(a) && around.includes(b)).map(({ word }) => word)),
  ];
}
