import { leastSquares } from "@cairn-ml/models-classic";
import { atLeast, atMost, type Check, near } from "../check.js";
import type { Host, Outcome, Suggestion } from "../lesson.js";
import { landscapeOf } from "./landscape.js";
import type { SeveralWeightsOptions } from "./lesson.js";
import { drawPeople, peopleFrom } from "./people.js";
import type { SeveralWeightsResults, WeightsAtStep } from "./results.js";
import { exhibitsOf } from "./show.js";
import { walkStandardized } from "./standardized.js";
import { highest, meanSquare, start, type Walk, walkAgain, walkDown, weightsOf } from "./walk.js";

export async function run(
  options: SeveralWeightsOptions & { readonly seed: number },
  host: Host,
): Promise<Outcome<SeveralWeightsResults>> {
  const { lr, steps } = options;
  const own = peopleFrom(host);
  const people = own ?? drawPeople({ ...options });
  const { model, path } = await walkDown(people, options, host);
  const beginning = await walkAgain(people, { lr, path, host });
  const coefficients = weightsOf(model);
  const exact = leastSquares(people.X, people.y);
  const best = { height: exact.coefficients[0]!, sex: exact.coefficients[1]!, bias: exact.intercept };
  const { losses, ...standardized } = await walkStandardized(people, best, host);
  const [male165, female165] = model.predict([
    [1.65, 0],
    [1.65, 1],
  ]) as [number, number];
  const results: SeveralWeightsResults = {
    coefficients,
    loss: meanSquare(people, coefficients),
    predictions: { male165, female165 },
    closedForm: { ...best, loss: exact.loss },
    sexTurnsAt: turnOf(path, beginning),
    history: path,
    landscape: landscapeOf(people, { lr, steps, best }),
    standardized,
  };
  return {
    results,
    checks: checksOf(results),
    exhibits: exhibitsOf({ results, options, people, from: own && host.input, beginning, losses }),
    suggestions,
  };
}

/** The last step at which the sex weight rose. */
function turnOf(path: Walk["path"], beginning: readonly WeightsAtStep[]): number | null {
  const coarse = path[highest(path)]!;
  const reached = beginning.at(-1)!.step >= coarse.step;
  const top = reached ? beginning[highest(beginning)]! : coarse;
  return top.sex > start.sex && top.step < path.at(-1)!.step ? top.step : null;
}

function checksOf({ coefficients, loss, predictions, sexTurnsAt, standardized }: SeveralWeightsResults): Check[] {
  const { height, sex, bias } = coefficients;
  return [
    near("coefficients.height", height, 36.15, 0.5, "height, kg per m"),
    near("coefficients.sex", sex, -10.07, 0.4, "sex, kg"),
    near("coefficients.bias", bias, 20.15, 0.5, "bias, kg"),
    near("loss", loss, 6.1, 0.7, "loss, kg²"),
    near("predictions.male165", predictions.male165, 79.79, 0.6, "a man of 1.65 m, kg"),
    near("predictions.female165", predictions.female165, 69.72, 0.6, "a woman of 1.65 m, kg"),
    atLeast("sexTurnsAt", sexTurnsAt ?? 0, 1, "the sex weight rises until step"),
    atMost(
      "standardized.reachedAt",
      standardized.reachedAt ?? Number.POSITIVE_INFINITY,
      999,
      "standardised, there at step",
    ),
  ];
}

const suggestions: readonly Suggestion[] = [
  { what: "A rate a thousand times as high: does it get to the bottom of the valley?", command: "lesson 3 --lr 0.1" },
  { what: "Higher still, beyond 2 / 8.3: what happens across the valley?", command: "lesson 3 --lr 0.25" },
  { what: "No noise at all: which column of the table becomes round numbers?", command: "lesson 3 --noise 0" },
  { what: "Other people by the same rule:", command: "lesson 3 --seed 1" },
  {
    what: "Your own table, with the columns height (m), sex (0 or 1) and weight (kg):",
    command: "lesson 3 --from people.csv",
  },
];
