import { type Check, exactly, near } from "../check.js";
import type { Host, Outcome, Suggestion } from "../lesson.js";
import { descend, largestRate, lossOf, traceExample } from "./descent.js";
import { type OneWeightOptions, oneWeight } from "./lesson.js";
import { drawPeople, peopleFrom } from "./people.js";
import type { OneWeightResults } from "./results.js";
import { exhibitsOf } from "./show.js";
import { average, derivative, difference32, difference64 } from "./slopes.js";

const square = (t: number) => t * t;

export async function run(
  options: OneWeightOptions & { readonly seed: number },
  host: Host,
): Promise<Outcome<OneWeightResults>> {
  const { lr, steps } = options;
  const own = peopleFrom(host);
  const people = own ?? drawPeople(options);
  const trace = await traceExample(lr, host);
  const { model, notes } = await descend(people, { lr, steps, host, label: "all people", kept: true });
  const tooFar = 1.05 * largestRate(people);
  const astray = await descend(people, { lr: tooFar, steps: 5, host, label: "too large a rate" });
  const results: OneWeightResults = {
    slopes: {
      line: average((x) => 100 * x, 3, 7),
      square64: difference64(4, 1e-5),
      square32: difference32(4, 1e-5),
      squareAutograd: derivative((x) => x.square(), 4),
    },
    averages: { from3to5: average(square, 3, 5), from7to9: average(square, 7, 9) },
    parabola: [-8, -3, 0, 3].map((x) => ({ x, y: square(x), slope: derivative((x) => x.square(), x) })),
    trace,
    coefficient: model.coefficients[0]!,
    iterations: steps,
    prediction162: model.predict([[162]])[0]!,
    history: notes.map(({ step, coefficient }) => ({ step, loss: lossOf(people, coefficient), coefficient })),
    largestRate: largestRate(people),
  };
  const from = own && host.input?.kind === "text" ? host.input.name : undefined;
  return {
    results,
    checks: checksOf(results),
    exhibits: exhibitsOf({
      results,
      options,
      people,
      from,
      tooFar,
      astray: astray.notes.map(({ coefficient }) => coefficient),
    }),
    suggestions,
  };
}

/** Half of the last digit that was published. */
const halfACent = 0.005;

function checksOf({ slopes, averages, parabola, trace, coefficient, prediction162 }: OneWeightResults): Check[] {
  const { trace: rows } = oneWeight.published as { trace: { loss: number; derivative: number; updated: number }[] };
  return [
    exactly("slopes.line", slopes.line, 100, "slope of 100x"),
    exactly("averages.from3to5", averages.from3to5, 8, "average speed, t = 3 to 5"),
    exactly("averages.from7to9", averages.from7to9, 16, "average speed, t = 7 to 9"),
    near("slopes.square64", slopes.square64, 8.00001, 1e-8, "slope of t² at 4, over 1e-5"),
    exactly("slopes.squareAutograd", slopes.squareAutograd, 8, "slope of t² at 4, by autograd"),
    exactly("parabola.0.slope", parabola[0]!.slope, -16, "slope of x² at −8"),
    exactly("parabola.3.slope", parabola[3]!.slope, 6, "slope of x² at 3"),
    ...rows.flatMap(({ loss, derivative, updated }, i) => [
      near(`trace.${i}.loss`, trace[i]!.loss, loss, halfACent, `step ${i + 1}: loss`),
      near(`trace.${i}.derivative`, trace[i]!.derivative, derivative, halfACent, `step ${i + 1}: derivative`),
      near(`trace.${i}.updated`, trace[i]!.updated, updated, halfACent, `step ${i + 1}: new c`),
    ]),
    near("coefficient", coefficient, 0.32, 0.01, "c of all people, kg per cm"),
    near("prediction162", prediction162, 52, 1, "weight for 162 cm, kg"),
  ];
}

const suggestions: readonly Suggestion[] = [
  { what: "A rate three times as high: does c still come to rest?", command: "lesson 2 --lr 3e-5" },
  { what: "And five times? Look at the five steps on one example.", command: "lesson 2 --lr 5e-5" },
  { what: "Three steps only: how far is c from 0.32?", command: "lesson 2 --steps 3" },
  { what: "Nobody strays from the rule:", command: "lesson 2 --noise 0" },
  { what: "Your own table, with the columns height (cm) and weight (kg):", command: "lesson 2 --from people.csv" },
];
