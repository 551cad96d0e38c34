import { LinearRegression } from "@cairn-ml/models-classic";
import { Rng, uniform } from "@cairn-ml/tensor";
import { near } from "../check.js";
import type { Host, Outcome } from "../lesson.js";
import type { OneWeightOptions } from "./lesson.js";

export async function run({ lr, steps, seed }: OneWeightOptions & { seed: number }, host: Host): Promise<Outcome> {
  const rng = new Rng(seed).fork("people");
  const heights = [...uniform(rng, [100], 150, 190).data()];
  const noise = [...uniform(rng, [100], -0.15, 0.15).data()];
  const weights = heights.map((height, i) => 0.32 * height * (1 + noise[i]!));
  const model = new LinearRegression({ lr, steps, fitIntercept: false });
  await model.fit(
    heights.map((height) => [height]),
    weights,
    { ...host.training("100 people", { kept: true }), logEvery: 1 },
  );
  host.signal.throwIfAborted();
  const coefficient = model.coefficients[0]!;
  const [prediction162] = model.predict([[162]]);
  const history = model.result!.history.map(({ step, loss }) => ({ step, loss }));
  return {
    results: { coefficient, prediction162, history },
    checks: [near("coefficient", coefficient, 0.32, 0.01), near("prediction162", prediction162!, 52, 1.5)],
    exhibits: [
      {
        kind: "plot",
        title: "100 people and the line that was found",
        x: { label: "height, cm" },
        y: { label: "weight, kg" },
        series: [
          { name: "people", mark: "points", points: heights.map((height, i) => [height, weights[i]!]) },
          { name: "the model", mark: "line", points: [150, 190].map((height) => [height, coefficient * height]) },
        ],
      },
    ],
    suggestions: [{ what: "A rate five times as high", command: "lesson 2 --lr 5e-5" }],
  };
}
