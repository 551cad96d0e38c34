import type { Exhibit, Series } from "../exhibit.js";
import { fixed } from "../figures.js";
import { gates, type Writing } from "./gates.js";
import { outputOf, type Unit, type XorNetwork } from "./network.js";
import { cornersOf, frameOf } from "./show-lines.js";

export const fewUnits = 4; // more bends than these cannot be told apart in a picture

/** The network for XOR: its bends, its answers everywhere, its answers to the four rows. */
export function showNetwork(network: XorNetwork, writing: Writing): Exhibit[] {
  return [idea(network), ...showAnswers(network, writing)];
}

/** Its bends, and its answers. */
export function showAnswers(network: XorNetwork, writing: Writing): Exhibit[] {
  return [regions(network, writing), answers(network)];
}

function idea({ units: { length } }: XorNetwork): Exhibit {
  return {
    kind: "text",
    title: "Hidden units",
    text:
      `Between the inputs and the answer we put ${length} hidden ${length === 1 ? "unit" : "units"}. Each has weights of its own and gives ` +
      "max(0, score): 0 on one side of a line, and more and more on the other. Along that line the unit bends. The answer is a score of what " +
      "the units give. All weights begin at random, and all are learned at once, by gradient descent (in the form that is called Adam); lesson 6 shows how.",
  };
}

function regions(network: XorNetwork, writing: Writing): Exhibit {
  const { units } = network;
  const frame = frameOf(writing);
  const range = frame.x.range!;
  const bends = units.length > fewUnits ? [] : units.map((unit, j) => bendOf(unit, j, range));
  const [drawn, none] = [
    bends.filter(({ points }) => points.length > 0),
    bends.filter(({ points }) => points.length === 0),
  ];
  return {
    kind: "plot",
    title: `What the network makes of the square, from start ${network.options.seed}`,
    ...frame,
    series: [
      ...cornersOf(gates.XOR, writing),
      { name: "here it says yes", mark: "points", points: saysYes(network, range) },
      ...drawn,
    ],
    note:
      "The network says yes in the part that is filled. " +
      (drawn.length > 0 ? "Lines: where a hidden unit bends; on one side of its line it gives 0. " : "") +
      (backToBack(units)
        ? "Here both bend along the same line, back to back: each is silent where the other is awake. "
        : "") +
      (none.length > 0 ? `${none.map(({ name }) => name).join(" and ")}: outside of the picture. ` : "") +
      (units.length > fewUnits ? "The border has several bends; --hidden 2 shows where they come from." : ""),
  };
}

/** A grid of points, those to which the network says yes; the corners have marks of their own. */
function saysYes(network: XorNetwork, [low, high]: readonly [number, number]): (readonly [number, number])[] {
  const ticks = Array.from({ length: 29 }, (_, i) => low + ((high - low) * i) / 28);
  const [wide, tall] = [(high - low) / 30, (high - low) / 10]; // about a character, so that a corner's mark is not covered
  const grid = ticks
    .flatMap((x) => ticks.map((y) => [x, y] as const))
    .filter(([x, y]) => network.rows.every(([a, b]) => Math.abs(x - a) > wide || Math.abs(y - b) > tall));
  const yes = network.yes(grid);
  return grid.filter((_, i) => yes[i]! > 0.5);
}

/** Where a unit's score is 0: the part of a·x + b·y + bias = 0 that lies in the square. */
function bendOf({ a, b, bias }: Unit, j: number, [low, high]: readonly [number, number]): Series {
  const steps = Array.from({ length: 201 }, (_, i) => low + ((high - low) * i) / 200);
  const points = steps.map((t): [number, number] =>
    Math.abs(b) >= Math.abs(a) ? [t, -(a * t + bias) / b] : [-(b * t + bias) / a, t],
  );
  return {
    name: `unit ${j + 1} bends`,
    mark: "line",
    points: points.filter(([x, y]) => x >= low && x <= high && y >= low && y <= high),
  };
}

/** Whether there are two units that bend along the same line through the middle, to different sides. */
function backToBack(units: readonly Unit[]): boolean {
  const [first, second] = units;
  if (!first || !second || units.length > 2) return false;
  const sizes = [first, second].map(({ a, b }) => Math.sqrt(a * a + b * b));
  const same = (first.a * second.a + first.b * second.b) / (sizes[0]! * sizes[1]!); // the cosine of the angle between them
  return same < -0.98 && [first, second].every(({ bias }, i) => Math.abs(bias) < 0.1 * sizes[i]!);
}

function answers(network: XorNetwork): Exhibit {
  const { rows, units, correct } = network;
  const yes = network.yes(rows);
  const shown = units.length > fewUnits ? [] : units;
  return {
    kind: "table",
    title: `The network's answers: ${correct} of 4 right`,
    head: ["first", "second", ...shown.map((_, j) => `unit ${j + 1} gives`), "probability of yes", "XOR"],
    rows: rows.map((row, i) => [
      ...row.map((value) => fixed(value, 0)),
      ...shown.map((unit) => fixed(outputOf(unit, row), 2)),
      fixed(yes[i]!, 3),
      gates.XOR[i] === 1 ? "yes" : "no",
    ]),
    ...(network.blind && {
      note:
        "Stuck: at a yes and at a no all units give 0. To the network they look the same, and it answers the same to both. And since a unit that " +
        "gives 0 has no slope there, no step can tell it what to change.",
    }),
  };
}
