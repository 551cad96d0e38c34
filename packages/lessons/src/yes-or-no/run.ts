import { LogisticRegression, newtonLogistic } from "@cairn-ml/models-classic";
import { atLeast, atMost, type Check, near } from "../check.js";
import type { Host, Outcome, Suggestion } from "../lesson.js";
import { notedFit } from "../noted-fit.js";
import { aboutPeople, explanations } from "./explain.js";
import type { YesOrNoOptions, YesOrNoResults } from "./lesson.js";
import { logLoss, probabilityOf } from "./log-loss.js";
import { drawPeople, type Person } from "./people.js";
import { readPeople } from "./read-people.js";
import { findings } from "./show.js";
import { tenAnswers } from "./ten-answers.js";

/** Where the series begins. */
const initial = { coefficients: [-0.00138, 0.00648], intercept: 0.00497 } as const;
/** The person who is asked about: 6.39 hours of sleep, 9.43 minutes of exercise. */
const asked = { sleep: 6.39, exercise: 9.43 } as const;

export async function run(
  { lr, steps, people: count, seed }: YesOrNoOptions & { readonly seed: number },
  host: Host,
): Promise<Outcome<YesOrNoResults>> {
  const from = host.input?.kind === "text" ? host.input : undefined;
  const people = from ? readPeople(from) : drawPeople(seed, count);
  const X = people.map(({ sleep, exercise }) => [sleep, exercise]);
  const y = people.map(({ disease }) => disease);
  const { model, notes } = await notedFit(X, y, {
    ...{ label: `${people.length} people`, host, kept: true },
    logEvery: Math.max(1, Math.floor(steps / 200)), // a callback less often than a step
    make: () => new LogisticRegression({ lr, steps, initial }),
    note: (model, { step }) => ({ step, ...weightsOf(model) }),
  });
  const { optimum, reason } = newtonLogistic(X, y);
  const [sleep, exercise] = optimum?.coefficients ?? [];
  const results: YesOrNoResults = {
    ...learned(model, people),
    newton: optimum ? { sleep: sleep!, exercise: exercise!, bias: optimum.intercept, loss: optimum.loss } : null,
    ...(reason !== null && { newtonReason: reason }),
  };
  const history = notes.map((at) => ({ step: at.step, loss: lossOf(at, people) }));
  return {
    results,
    checks: seed === 0 ? publishedFigures(results) : signs(results),
    exhibits: [
      aboutPeople(people.length, from?.name),
      ...explanations(),
      ...findings({ results, people, history, steps, newtonSteps: optimum?.iterations ?? 0 }),
      ...(await tenAnswers(seed, host)),
    ],
    suggestions,
  };
}

const suggestions: readonly Suggestion[] = [
  { what: "A hundredth of the steps: is the line there already?", command: "lesson 4 --steps 10000" },
  {
    what: "Ten times the rate, a tenth of the steps: do they lead to the same place?",
    command: "lesson 4 --lr 1e-2 --steps 100000",
  },
  { what: "Steps that are much too long: watch the loss", command: "lesson 4 --lr 10 --steps 20000" },
  {
    what: "Ten times as many people: does the line come nearer to the rule that drew them?",
    command: "lesson 4 --people 1000",
  },
  {
    what: "People whom a line parts without a mistake: what is the best model then?",
    command: "lesson 4 --seed 3",
  },
];

/** What the model has learned, in float64 from its weights. */
function learned(model: LogisticRegression, people: readonly Person[]): Omit<YesOrNoResults, "newton"> {
  const coefficients = weightsOf(model);
  const { sleep, exercise, bias } = coefficients;
  const score = scoreOf(coefficients, asked);
  const right = people.filter((person) => scoreOf(coefficients, person) > 0 === (person.disease === 1));
  return {
    coefficients,
    loss: lossOf(coefficients, people),
    accuracy: right.length / people.length,
    prediction: { probability: probabilityOf(score), label: score > 0 ? "sick" : "healthy" },
    boundary: { slope: -sleep / exercise, intercept: -bias / exercise },
  };
}

type Weights = YesOrNoResults["coefficients"];

function weightsOf({ coefficients: [sleep, exercise], intercept }: LogisticRegression): Weights {
  return { sleep: sleep!, exercise: exercise!, bias: intercept };
}

function scoreOf({ sleep, exercise, bias }: Weights, person: Pick<Person, "sleep" | "exercise">): number {
  return sleep * person.sleep + exercise * person.exercise + bias;
}

/** The mean log loss. */
function lossOf(weights: Weights, people: readonly Person[]): number {
  const sum = people.reduce((sum, person) => sum + logLoss(scoreOf(weights, person), person.disease), 0);
  return sum / people.length;
}

function publishedFigures({ coefficients, loss, prediction }: YesOrNoResults): Check[] {
  return [
    near("coefficients.sleep", coefficients.sleep, -2.07, 0.1, "weight of an hour of sleep"),
    near("coefficients.exercise", coefficients.exercise, -0.42, 0.05, "weight of a minute of exercise"),
    near("coefficients.bias", coefficients.bias, 16.25, 0.5, "bias"),
    near("loss", loss, 0.13, 0.02, "mean log loss"),
    atMost("prediction.probability", prediction.probability, 0.5, "disease with 6.39 h and 9.43 min"),
  ];
}

/** What holds for people of another seed. */
function signs({ coefficients, loss }: YesOrNoResults): Check[] {
  return [
    atMost("coefficients.sleep", coefficients.sleep, 0, "weight of an hour of sleep"),
    atMost("coefficients.exercise", coefficients.exercise, 0, "weight of a minute of exercise"),
    atLeast("coefficients.bias", coefficients.bias, 0, "bias"),
    atMost("loss", loss, 0.2, "mean log loss"),
  ];
}
