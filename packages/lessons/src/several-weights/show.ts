import type { Exhibit, Plot, Table } from "../exhibit.js";
import { fixed, grouped } from "../figures.js";
import type { LessonInput } from "../lesson.js";
import { aboutPeople, howFar, howLong, standardised, valley } from "./explain.js";
import type { SeveralWeightsOptions } from "./lesson.js";
import { type People, truth } from "./people.js";
import type { SeveralWeightsResults, Weights, WeightsAtStep } from "./results.js";
import { meanSquare, start } from "./walk.js";

export interface Shown {
  readonly results: SeveralWeightsResults;
  readonly options: SeveralWeightsOptions;
  readonly people: People;
  /** Where the people are from, when they are the reader's own. */
  readonly from: LessonInput | undefined;
  /** The first steps, one by one. */
  readonly beginning: readonly WeightsAtStep[];
  /** Of the descent on standardised columns. */
  readonly losses: readonly (readonly [step: number, loss: number])[];
}

export function exhibitsOf(shown: Shown): Exhibit[] {
  return [
    aboutPeople(shown),
    found(shown),
    onTheWay(shown),
    valley(shown),
    howFar(shown),
    howLong(shown),
    standardised(shown),
    twoDescents(shown),
  ];
}

function found({ results, options, people, from }: Shown): Table {
  const { coefficients, closedForm, loss, predictions } = results;
  const row = (name: string, { height, sex, bias }: Weights, square: string) => {
    return [name, fixed(height, 2), fixed(sex, 2), fixed(bias, 2), square];
  };
  return {
    kind: "table",
    title: "What the steps found",
    head: ["", "height, kg per m", "sex, kg", "bias, kg", "loss, kg²"],
    rows: [
      row("at the start", start, fixed(meanSquare(people, start), 3)),
      row(`after ${grouped(options.steps)} steps`, coefficients, fixed(loss, 3)),
      row("the best there is", closedForm, fixed(closedForm.loss, 3)),
      ...(from ? [] : [row("the rule behind it", truth, fixed(meanSquare(people, truth), 3))]),
    ],
    note:
      "The error of a person is predicted minus real weight; the loss is the mean of the squared errors. “The best there is” is not found by " +
      "steps but by solving equations (least squares), so it is sure. " +
      `After the steps the model says ${fixed(predictions.male165, 2)} kg for a man of 1.65 m, and ${fixed(predictions.female165, 2)} kg for a woman.`,
  };
}

function onTheWay({ results, beginning }: Shown): Plot {
  const last = beginning.at(-1)?.step ?? 0;
  const path = spaced([...beginning, ...results.history.filter(({ step }) => step > last)], ({ step }) => step);
  const series = (name: string, key: keyof Weights) => {
    return { name, mark: "line", points: path.map((point) => [point.step, point[key]] as const) } as const;
  };
  const { sexTurnsAt } = results;
  const turn =
    sexTurnsAt === null
      ? "Here the sex weight does not rise first and fall then."
      : `The sex weight first rises, and from step ${grouped(sexTurnsAt)} on it falls. At the start the model says about 0 kg for everybody, so ` +
        "adding anything helps, for women too. Once most people are about right, what is left is that women are lighter.";
  return {
    kind: "plot",
    title: "The three weights on the way",
    x: { label: "step; each mark is ten times as far as the one before", log: true },
    y: { label: "weight" },
    series: [series("height", "height"), series("sex", "sex"), series("bias", "bias")],
    note: turn,
  };
}

function twoDescents({ results, losses }: Shown): Plot {
  const { history, closedForm } = results;
  const above = (points: readonly (readonly [number, number])[]) =>
    spaced(points, ([step]) => step).map(([step, loss]) => [step, loss - closedForm.loss] as const);
  return {
    kind: "plot",
    title: "How far the loss is above its minimum",
    x: { label: "step", log: true },
    y: { label: "loss − smallest loss, kg²", log: true, range: [1e-9, 1e4] },
    series: [
      { name: "as it is", mark: "line", points: above(history.map(({ step, loss }) => [step, loss])) },
      { name: "standardised", mark: "line", points: above(losses) },
    ],
    note: "The plain descent is quick at first and then creeps along the valley; on standardised columns there is no valley.",
  };
}

/** Points of which each is 3 % further than the one before: as many as an axis in powers of ten can show. */
function spaced<T>(points: readonly T[], stepOf: (point: T) => number): T[] {
  let next = 0;
  return points.filter((point, i) => {
    if (stepOf(point) < next && i < points.length - 1) return false;
    next = stepOf(point) * 1.03;
    return true;
  });
}
