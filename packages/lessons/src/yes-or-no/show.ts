import { math } from "@cairn-ml/tensor";
import type { Exhibit } from "../exhibit.js";
import { extent, fixed, grouped } from "../figures.js";
import type { YesOrNoResults } from "./lesson.js";
import type { Person } from "./people.js";

export interface Shown {
  readonly results: YesOrNoResults;
  readonly people: readonly Person[];
  readonly history: readonly { readonly step: number; readonly loss: number }[];
  readonly steps: number;
  readonly newtonSteps: number;
}

/** What came of it. */
export function findings(shown: Shown): Exhibit[] {
  return [descent(shown), boundary(shown), optimum(shown), prediction(shown)];
}

/** Where the loss is no better than that of a coin, after all the steps. */
const tooFar =
  " That is no better than a coin (0.69). Either the steps were too few, or they are too long, and jump over the valley from one side to the other: " +
  "then try a smaller --lr.";

function descent({ history, results, steps }: Shown): Exhibit {
  const points = history.map(({ step, loss }) => [step, loss] as const);
  const least = results.newton?.loss;
  const ends = [points[0]?.[0] ?? 1, steps];
  return {
    kind: "plot",
    title: "Gradient descent: the log loss, step by step",
    x: { label: "step", log: true },
    y: { label: "mean log loss" },
    series: [
      { name: "gradient descent", mark: "line", points },
      ...(least === undefined
        ? []
        : [{ name: "the least there is", mark: "line" as const, points: ends.map((x) => [x, least] as const) }]),
    ],
    note:
      `It ends at ${fixed(results.loss, 4)}: on average the truth was given the probability e^−${fixed(results.loss, 2)}, or ` +
      `${fixed(math.exp(-results.loss), 2)}.${results.loss > Math.LN2 ? tooFar : ""}`,
  };
}

function boundary({ results, people }: Shown): Exhibit {
  const { slope, intercept } = results.boundary;
  const [low, high] = extent(people.map((person) => person.exercise));
  const [first, last] = extent(people.map((person) => person.sleep));
  const line = Array.from({ length: 201 }, (_, i) => first + ((last - first) * i) / 200)
    .map((x) => [x, slope * x + intercept] as const)
    .filter(([, y]) => y >= low && y <= high);
  const marks = (disease: 0 | 1) =>
    people.filter((person) => person.disease === disease).map((person) => [person.sleep, person.exercise] as const);
  return {
    kind: "plot",
    title: "The people, and the line where sick and healthy are equally likely",
    x: { label: "sleep, hours" },
    y: { label: "exercise, minutes" },
    series: [
      { name: "sick", mark: "points", points: marks(1) },
      { name: "healthy", mark: "points", points: marks(0) },
      { name: "boundary", mark: "line", points: line },
    ],
    note:
      `On the line the score is 0: exercise = ${lineOf(results.boundary)}. ` +
      `Below it the model says ${results.coefficients.exercise < 0 ? "sick, above it healthy" : "healthy, above it sick"}; it tells ${fixed(100 * results.accuracy, 0)} % of the people right.`,
  };
}

function optimum({ results, newtonSteps, steps }: Shown): Exhibit {
  const { coefficients, newton, newtonReason } = results;
  if (!newton) {
    return {
      kind: "text",
      title: "The exact optimum",
      text: `There is none: ${newtonReason}.${newtonReason?.includes("parts the classes") ? forEver(results.accuracy) : ""}`,
    };
  }
  const row = (who: string, of: typeof coefficients, loss: number) => [
    who,
    fixed(of.sleep, 2),
    fixed(of.exercise, 2),
    fixed(of.bias, 2),
    lineOf({ slope: -of.sleep / of.exercise, intercept: -of.bias / of.exercise }),
    fixed(loss, 4),
  ];
  return {
    kind: "table",
    title: "How far from the best is it?",
    head: ["", "sleep", "exercise", "bias", "exercise on the line", "loss"],
    rows: [
      row(`gradient descent, ${grouped(steps)} steps`, coefficients, results.loss),
      row(`Newton's method, ${newtonSteps} steps`, newton, newton.loss),
    ],
    note: `${distance(results, newton)} Newton's method also looks at how the slope changes, and so jumps to the exact optimum. With three weights that is cheap; with millions it is not, and gradient descent is what is left. (Training computes with seven digits, as is usual: with the default options a million roundings move the bias by about 0.02.)`,
  };
}

/** What it means that a plane, which is a line here, has all the sick on one side. */
function forEver(accuracy: number): string {
  const reached = accuracy === 1 ? "has found such a line" : "has not reached it yet";
  return (
    " Here the plane is a line: all the sick are on one side of it, all the healthy on the other. Gradient descent " +
    `${reached}, and would go on for ever, surer with every step.`
  );
}

/** How far descent has still to go. */
function distance({ coefficients, loss }: YesOrNoResults, newton: NonNullable<YesOrNoResults["newton"]>): string {
  const above = `Gradient descent is still ${fixed(loss - newton.loss, 4)} above the least loss.`;
  const times = newton.bias / coefficients.bias;
  const moved = newton.bias / newton.exercise / (coefficients.bias / coefficients.exercise) - 1;
  if (!(Math.abs(moved) < 0.03 && times > 1.1)) return above;
  return `${above} Its line is nearly the best one; but the best weights are ${fixed(times, 1)} times as large. The line is found early, and to become as sure as one may be takes very long.`;
}

/** "38.7 − 4.93 · sleep" */
function lineOf({ slope, intercept }: YesOrNoResults["boundary"]): string {
  return `${fixed(intercept, 1)} ${slope < 0 ? "−" : "+"} ${fixed(Math.abs(slope), 2)} · sleep`;
}

function prediction({ results }: Shown): Exhibit {
  const { coefficients, prediction } = results;
  const score = 6.39 * coefficients.sleep + 9.43 * coefficients.exercise + coefficients.bias;
  const sign = (value: number) => (value < 0 ? "−" : "+");
  const size = (value: number) => fixed(Math.abs(value), 2);
  return {
    kind: "text",
    title: "Somebody sleeps 6.39 hours, and exercises for 9.43 minutes",
    text:
      `The score is ${fixed(coefficients.sleep, 2)} · 6.39 ${sign(coefficients.exercise)} ${size(coefficients.exercise)} · 9.43 ` +
      `${sign(coefficients.bias)} ${size(coefficients.bias)} = ${fixed(score, 2)}; the sigmoid makes it a probability of ` +
      `${fixed(prediction.probability, 2)} for the disease. That is ${prediction.probability > 0.5 ? "above" : "below"} one half: ${prediction.label}.`,
  };
}
