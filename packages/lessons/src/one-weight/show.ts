import type { Exhibit, Plot, Table, Text } from "../exhibit.js";
import { extent, fixed, grouped } from "../figures.js";
import { example, lossOf } from "./descent.js";
import type { OneWeightOptions } from "./lesson.js";
import type { People } from "./people.js";
import type { OneWeightResults } from "./results.js";
import { difference32, difference64 } from "./slopes.js";

export interface Shown {
  readonly results: OneWeightResults;
  readonly options: OneWeightOptions;
  readonly people: People;
  /** The file that the people are from, when they are the reader's own. */
  readonly from: string | undefined;
  /** A rate that is too large, and c after each step with it. */
  readonly tooFar: number;
  readonly astray: readonly number[];
}

export function exhibitsOf(shown: Shown): Exhibit[] {
  return [
    whatASlopeIs(shown),
    differences(shown),
    parabola(shown),
    oneExample(shown),
    everybody(shown),
    theLine(shown),
    tooLarge(shown),
  ];
}

function whatASlopeIs({ results }: Shown): Text {
  const { slopes, averages } = results;
  return {
    kind: "text",
    title: "Slopes",
    text:
      `A slope says how much y grows when x grows by 1. For y = 100x it is ${slopes.line}, everywhere: the line is straight.\n\n` +
      "It is another matter with a ball that rolls down a hill and has come t² metres after t seconds. From t = 3 to 5 it rolls " +
      "25 − 9 = 16 metres in 2 seconds, that is " +
      `${averages.from3to5} a second; from 7 to 9 it is 81 − 49 = 32 in 2 seconds, ${averages.from7to9} a second. The slope grows, so we have to ask for the slope at ` +
      "one moment, such as t = 4. Take a tiny step h from there, and see how much t² grows for it: ((4 + h)² − 4²) / h.",
  };
}

function differences({ results }: Shown): Table {
  const steps = Array.from({ length: 12 }, (_, i) => Number(`1e-${i + 1}`));
  return {
    kind: "table",
    title: "The slope of t² at 4, with smaller and smaller h",
    head: ["h", "numbers of 64 bits", "numbers of 32 bits"],
    rows: steps.map((h) => [String(h), fixed(difference64(4, h), 9), fixed(difference32(4, h), 5)]),
    note:
      "The smaller h, the nearer to 8; and then it goes wrong. (4 + h)² and 16 are nearly equal, and the digits that they have in common " +
      "go away in the difference: what is left was rounded. A number of 32 bits has about 7 digits; after 16 comes 16.0000019, and " +
      "nothing between them. So for h = 1e-5 the difference, about 0.00008, may be wrong by one or two millionths, and divided by " +
      `0.00001 that is one or two tenths (it happens to be ${fixed(results.slopes.square32, 5)}). From 1e-7 on 4 + h is 4 itself. Numbers of 64 bits have 16 ` +
      "digits, so that it happens to them later, from 1e-8 on. Autograd, which all lessons use from here on, does not subtract: it knows " +
      `the rule that the slope of t² is 2t, and puts in 4. It says ${results.slopes.squareAutograd}.`,
  };
}

function parabola({ results }: Shown): Plot {
  const curve = Array.from({ length: 81 }, (_, i) => -10 + i / 4).map((x) => [x, x * x] as const);
  return {
    kind: "plot",
    title: "y = x² and its slope at four places",
    x: { label: "x" },
    y: { label: "y", range: [-20, 100] },
    series: [
      { name: "x²", mark: "line", points: curve },
      ...results.parabola.map(({ x, y, slope }) => ({
        name: `slope ${fixed(slope, 0)} at x = ${fixed(x, 0)}`,
        mark: "line" as const,
        points: [-2.5, 2.5].map((d) => [x + d, y + slope * d] as const),
      })),
    ],
    note:
      "A negative slope goes down to the right, a positive one up, and at the bottom it is 0. The further from the bottom, the steeper. So the " +
      "slope tells both which way the bottom is (against its sign), and about how far.",
  };
}

function oneExample({ results, options }: Shown): Table {
  return {
    kind: "table",
    title: "One person: 161 cm and 47.81 kg",
    head: ["iteration", "c", "predicted", "loss", "derivative", "step", "new c"],
    rows: results.trace.map((row) => [
      String(row.iteration),
      fixed(row.coefficient, 4),
      fixed(row.predicted, 2),
      fixed(row.loss, 2),
      fixed(row.derivative, 2),
      fixed(row.step, 4),
      fixed(row.updated, 4),
    ]),
    note:
      `Predicted is c · ${example.height}. The error is predicted minus real weight, and the loss is the error squared, so that too little is as bad as ` +
      "too much. Drawn over c the loss is a parabola like the one above; its slope, the derivative, is 2 · height · error. A minus says: " +
      `downhill is towards larger c. We take a small share of it, the learning rate ${options.lr}, as the step; new c = c − step.`,
  };
}

function everybody({ people, options, from, results }: Shown): Text {
  const count = grouped(people.heights.length);
  const drawn =
    `${count} people, from 150 to 190 cm. Each weighs 0.32 kg for each cm, and up to ${Number((100 * options.noise).toPrecision(6))} % more or less, every stray as likely as ` +
    "every other.";
  return {
    kind: "text",
    title: "Many people",
    text:
      `${from === undefined ? drawn : `${count} people from ${from}.`} No c is right for all of them. The loss is now the mean of all squared errors, ` +
      `and so its derivative is the mean of theirs. After ${grouped(options.steps)} steps from c = 0 we have c = ${fixed(results.coefficient, 4)}: ` +
      `somebody of 162 cm is expected to weigh ${fixed(results.prediction162, 1)} kg.`,
  };
}

function theLine({ people, results }: Shown): Plot {
  const { heights, weights } = people;
  const ends = extent(heights);
  return {
    kind: "plot",
    title: "The people, and what the model says",
    x: { label: "height, cm" },
    y: { label: "weight, kg" },
    series: [
      { name: "people", mark: "points", points: heights.map((height, i) => [height, weights[i]!]) },
      { name: "c · height", mark: "line", points: ends.map((height) => [height, results.coefficient * height]) },
    ],
    note: "The line goes through zero height and zero weight, since the model has no other number than c to move it with. Lesson 3 gives it more.",
  };
}

function tooLarge({ people, results, options, tooFar, astray }: Shown): Plot {
  const lossAt = (c: number) => [c, lossOf(people, c)] as const;
  const jumps = [0, ...astray].map(lossAt);
  const [low, high] = extent(jumps.map(([c]) => c));
  const curve = Array.from({ length: 101 }, (_, i) => low + ((high - low) * i) / 100);
  const steps = [0, ...results.history.map(({ coefficient }) => coefficient)].filter((c) => c >= low && c <= high);
  const border = Number(results.largestRate.toPrecision(2));
  return {
    kind: "plot",
    title: "All people: the loss over c, and two rates",
    x: { label: "c" },
    y: { label: "loss" },
    series: [
      { name: "loss", mark: "line", points: curve.map(lossAt) },
      { name: `steps with rate ${Number(tooFar.toPrecision(2))}`, mark: "line", points: stairs(jumps) },
      { name: `steps with rate ${options.lr}`, mark: "line", points: stairs(steps.map(lossAt)) },
    ],
    note:
      "A step goes sideways, as far as the slope is steep, times the rate; there the loss is another. A small rate comes down on one side, in ever shorter steps. Too large a rate jumps " +
      `over the bottom, lands higher on the other side, where it is steeper, and so jumps further still. Here that begins at ${border}: it is 2 ` +
      "divided by how strongly the parabola is bent, 2 · (mean of height²).",
  };
}

/** Over to the next place, then down or up to the curve. */
function stairs(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    return next ? [point, [next[0], point[1]] as const] : [point];
  });
}
