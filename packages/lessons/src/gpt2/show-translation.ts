import type { Exhibit, Plot } from "../exhibit.js";
import { fixed, grouped } from "../figures.js";
import { dateByRule } from "./dates.js";
import type { Gpt2Results } from "./lesson.js";
import { sizes, type Translation } from "./train-translation.js";

/** The encoder-decoder: what it is, how it learned, what it writes, and where it looks. */
export function showTranslation(translation: Translation, results: Gpt2Results): Exhibit[] {
  return [whatItIs(results), lossPlot(translation), someDates(results), whereItLooks(results)];
}

function whatItIs({ translation: { parameters, heldOut } }: Gpt2Results): Exhibit {
  return {
    kind: "text",
    title: "The transformer as it was first built",
    text:
      "In 2017 it had two towers, because it was made for translation. The encoder reads a whole sentence; its attention looks both ways. " +
      "The decoder writes the other sentence, a piece at a time. Its attention looks back at what it has written, never ahead. Between the " +
      "two is cross-attention: the question comes from the decoder, what is looked at from the encoder (lesson 10). GPT-2 is the decoder alone.\n\n" +
      `Here is a small one: ${sizes.layers} layer in each tower, ${sizes.heads} heads, ${sizes.width} numbers for a character, ${grouped(parameters)} numbers that are learned. ` +
      "It learns to translate dates between 1900 and 2099, such as 3 march 2021 to 2021-03-03, character by character. Nobody tells it what a month is. " +
      `It learns from 3,000 dates; ${grouped(heldOut)} others are kept back to ask it afterwards.`,
  };
}

function lossPlot({ history }: Translation): Plot {
  return {
    kind: "plot",
    title: "The loss of the encoder-decoder, while it learns",
    x: { label: "step" },
    y: { label: "loss, nats", log: true },
    series: [{ name: "loss, nats", mark: history.length > 1 ? "line" : "points", points: history }],
    note: "Minus the logarithm of the share that it gives to the right next character, on average. The scale goes in powers of ten.",
  };
}

function someDates({ translation: { examples, exact, heldOut } }: Gpt2Results): Exhibit {
  const right = Math.round(exact * heldOut);
  return {
    kind: "table",
    title: "Dates that it has never seen",
    head: ["it reads", "it writes", "right"],
    rows: examples.map(({ source, written, expected }) => [
      source,
      written,
      written === expected ? "yes" : `no, ${expected}`,
    ]),
    note: `${grouped(right)} of ${grouped(heldOut)} are right in every character, ${fixed(100 * exact, 1)} %. It always takes the likeliest character (greedy).`,
  };
}

function whereItLooks({ translation: { alignment } }: Gpt2Results): Exhibit {
  const { source, target, weights } = alignment;
  const expected = dateByRule(source);
  return {
    kind: "heat",
    title: `Where it looks while it turns ${source} into ${target}`,
    matrices: [
      {
        rows: [...target],
        columns: [...source].map((character) => (character === " " ? "␣" : character)),
        values: weights.map((row) => row.map((x) => 100 * x)),
        decimals: 0,
      },
    ],
    note:
      "A row for each character that is written, a column for each that was read. A row adds up to 100 per cent; the darker, the more. The weights are those of " +
      "cross-attention, the mean of its four heads. The year comes last in what is read and first in what is written: the order is turned round, and nobody " +
      "told it so. A row need not look at the same character: the encoder has mixed them already, so that a neighbour may know it too." +
      `${expected === target ? "" : ` By the rule it would be ${expected ?? "nothing: there is no such day"}.`}`,
  };
}
