import type { Table, Text } from "../exhibit.js";
import { fixed, grouped } from "../figures.js";
import type { Axis, Landscape } from "./results.js";
import type { Shown } from "./show.js";

export function aboutPeople({ people, options, from }: Shown): Text {
  const title = "The people";
  const count = grouped(people.y.length);
  if (from)
    return { kind: "text", title, text: `${count} people from ${from.kind === "text" ? from.name : "a table"}.` };
  return {
    kind: "text",
    title,
    text:
      `We draw ${count} people: every other one is a woman, and heights are spread evenly from 1.50 to 1.90 m. Each weighs ` +
      `45 · height − 10 · sex + 5 kg, and strays from that by noise: a bell curve whose standard deviation is ${percent(options.noise)} of ` +
      "the weight, so that two people in three stray less than that. The model sees heights, sexes and weights, but not the rule: it " +
      "has to find it.\n\n" +
      "One thing was arranged. For each sex the noise is shifted and stretched a little, so that its mean is exactly 0 and its " +
      "deviation what was asked for. Without that, about one seed in eight misses a published figure by luck alone.",
  };
}

/** Why the weights are not the best there are. */
export function valley({ results }: Shown): Text {
  const { landscape, closedForm, loss } = results;
  const { bias } = landscape.valley;
  const trade = `${bias < 0 ? "take" : "add"} ${fixed(Math.abs(bias), 2)} ${bias < 0 ? "from" : "to"} the bias`;
  return {
    kind: "text",
    title: "Why are these not the best weights?",
    text:
      `Because the descent is not over: the loss is ${fixed(loss, 2)}, and could be ${fixed(closedForm.loss, 2)}. What is left goes slowly, ` +
      `since height and bias can nearly stand in for each other. Add 1 to the height weight and ${trade}: nobody's predicted weight ` +
      `changes by more than ${fixed(landscape.valleyChange, 2)} kg, because nobody is much taller than the others. As a landscape the loss is a ` +
      "long valley with steep sides and an almost level floor. We are on the floor, and the best weights are far along it.",
  };
}

/** How far the steps get in each direction, and how many it would take. */
export function howFar({ results, options }: Shown): Table {
  const { landscape } = results;
  const ways = ["steepest", "in between", "flattest: the valley"];
  const row = ({ direction, bend, left }: Axis, i: number) => [
    ways[i]!,
    direction.map((d) => fixed(d, 2)).join(", "),
    short(bend),
    percent(options.lr * bend),
    percent(left),
  ];
  const [most, least] = [landscape.axes[0]!.bend, landscape.axes.at(-1)!.bend];
  return {
    kind: "table",
    title: "How far do the steps get?",
    head: ["direction", "height, sex, bias", "bend", "a step takes away", `left after ${grouped(options.steps)} steps`],
    rows: landscape.axes.map(row),
    note:
      "“Bend” says how fast the slope of the loss changes in a direction. A step takes rate · bend off the distance to the bottom, in each " +
      `direction by itself. The bends are as ${grouped(Math.round(most / least))} to 1; the root of that, ${fixed(landscape.conditionNumber, 1)}, is called the condition number of ` +
      `the table. ${prediction(results, options)} ${needed(landscape, options)}`,
  };
}

function prediction({ landscape, coefficients }: Shown["results"], { steps }: Shown["options"]): string {
  return (
    `By this formula the height weight is ${fixed(landscape.foretold.height, 2)} after ${grouped(steps)} steps; the run ended at ` +
    `${fixed(coefficients.height, 2)}.`
  );
}

function needed({ stepsNeeded, valleyStart, axes }: Landscape, { lr }: Shown["options"]): string {
  if (stepsNeeded === null) return "With this rate it never gets to the best weights: the steps are too long.";
  const share = short(lr * axes.at(-1)!.bend);
  return (
    `It began ${fixed(valleyStart, 2)} away along the valley; until 0.01 is left it takes ln(0.01 / ${fixed(valleyStart, 2)}) / ln(1 − ${share}) = ` +
    `${grouped(stepsNeeded)} steps.` +
    (stepsNeeded > 4_000_000
      ? " (Even that is in theory: near the end a step is smaller than the last digit of the 32-bit numbers that are computed with. " +
        "With seed 0 the height weight comes to rest at 44.47.)"
      : "")
  );
}

export function standardised({ results, options }: Shown): Text {
  const { standardized, closedForm } = results;
  const { reachedAt, lr, coefficients } = standardized;
  const reached =
    reachedAt === null
      ? `after ${standardized.steps} steps height stands at ${fixed(coefficients.height, 2)}, the best is ${fixed(closedForm.height, 2)}.`
      : `after ${reachedAt} steps all three weights are within 0.01 of the best: ${fixed(coefficients.height, 2)}, ` +
        `${fixed(coefficients.sex, 2)} and ${fixed(coefficients.bias, 2)} at the end, once they are translated back.`;
  return {
    kind: "text",
    title: "The way out: standardise the inputs",
    text:
      "Subtract from each column its mean, and divide it by its standard deviation. Then height says “taller or shorter than most”, is as " +
      "often negative as positive, and can no longer stand in for the bias. The valley becomes a round bowl, bent alike in all " +
      `directions, so that a rate of ${lr} (in place of ${short(options.lr)}) is safe in all of them. From the same start, ${reached}`,
  };
}

function percent(share: number): string {
  const value = 100 * share;
  if (value !== 0 && Math.abs(value) < 0.001 && Math.abs(value) > 1e-7) return `${value.toFixed(7)} %`;
  return `${Math.abs(value) < 1e-7 ? 0 : short(value)} %`;
}

/** Three digits that count. */
function short(value: number): string {
  return String(Number(value.toPrecision(3))).replace("-", "−");
}
