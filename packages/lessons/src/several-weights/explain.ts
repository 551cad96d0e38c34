import type { Table, Text } from "../exhibit.js";
import { fixed, grouped } from "../figures.js";
import type { Axis, Landscape } from "./results.js";
import type { Shown } from "./show.js";
import { near } from "./walk.js";

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
      "deviation what was asked for. Without that, 150 of the seeds 0 to 999 miss a published figure by luck alone; with it, 3 do.",
  };
}

/** Why the weights are not the best there are. */
export function valley({ results }: Shown): Text {
  const { landscape, closedForm, coefficients, loss } = results;
  const { bias } = landscape.valley;
  const there = Math.abs(coefficients.height - closedForm.height) < near;
  const isOnFloor = landscape.axes.slice(0, -1).every(({ left }) => Math.abs(left) < 0.01);
  const trade = `${bias < 0 ? "take" : "add"} ${fixed(Math.abs(bias), 2)} ${bias < 0 ? "from" : "to"} the bias`;
  return {
    kind: "text",
    title: there ? "The best weights, and a hard way to them" : "Why are these not the best weights?",
    text:
      (there
        ? "These are the best weights, to two decimals. It was hard to get there, "
        : `Because the descent is not over: the loss is ${fixed(loss, 3)}, and could be ${fixed(closedForm.loss, 3)}. What is left goes slowly, `) +
      `since height and bias can nearly stand in for each other. Add 1 to the height weight and ${trade}: nobody's predicted weight ` +
      `changes by more than ${fixed(landscape.valleyChange, 2)} kg, because nobody is much taller than the others. As a landscape the loss is a ` +
      "long valley with steep sides and an almost level floor." +
      (there ? "" : ` We are ${isOnFloor ? "on" : "not even on"} the floor, and the best weights are far along it.`),
  };
}

/** How far the steps get in each direction. */
export function howFar({ results, options }: Shown): Table {
  const { axes, conditionNumber } = results.landscape;
  const ways = ["steepest", "in between", "flattest: the valley"];
  const row = ({ direction, bend, left }: Axis, i: number) => [
    ways[i]!,
    direction.map((d) => fixed(d, 2)).join(", "),
    short(bend),
    percent(options.lr * bend),
    percent(left),
  ];
  return {
    kind: "table",
    title: "How far do the steps get?",
    head: ["direction", "height, sex, bias", "bend", "a step takes away", "left in the end"],
    rows: axes.map(row),
    note:
      "There are three directions, each a mixture of the weights, in which the descent goes by itself. “Bend” says how fast the slope changes in " +
      "it. Each step takes the share “rate · bend” off the distance to the bottom, and the rest is left for the next step. The bends are as " +
      `${grouped(Math.round(axes[0]!.bend / axes.at(-1)!.bend))} to 1; the root of that, ${fixed(conditionNumber, 1)}, is called the condition number of the table.`,
  };
}

/** What the formula says of this run, and of a longer one. */
export function howLong({ results, options }: Shown): Text {
  const { landscape, closedForm, coefficients } = results;
  const { valleyStart, foretold, axes, stepsNeeded } = landscape;
  const bend = axes.at(-1)!;
  const [away, share] = [fixed(valleyStart, 2), short(options.lr * bend.bend)];
  const now =
    `Along the valley we began ${away} away from the best height weight, ${fixed(closedForm.height, 2)}, and ${percent(bend.left)} of that is left. So ` +
    `height should stand at ${fixed(foretold.height, 2)} now; the run ended at ${fixed(coefficients.height, 2)}.`;
  const longer =
    stepsNeeded === null
      ? `With the rate ${options.lr} it never gets to the best weights: the steps jump across the valley, further each time.`
      : `Until 0.01 is left, it takes\n\n  ln(0.01 / ${away}) / ln(1 − ${share}) = ${grouped(stepsNeeded)} steps`;
  return { kind: "text", title: "How many steps would it take?", text: `${now} ${longer}${stall(landscape)}` };
}

/** What was measured is not worked out here: it takes a minute. */
function stall({ stepsNeeded }: Landscape): string {
  if (stepsNeeded === null || stepsNeeded < 5_000_000) return "";
  return (
    "\n\nAnd even that is in theory. Near the end a step is smaller than the last digit of the 32-bit numbers that are computed with, and is " +
    "lost: with the default options and seed 0 height comes to rest at 44.47, after 4.8 million steps."
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
      `directions, so that a rate of ${lr} (in place of ${short(options.lr)}) is safe in each of them. From the same start, ${reached}`,
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
