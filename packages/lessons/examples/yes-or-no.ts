import { LogisticRegression } from "@cairn-ml/models-classic";
import { init } from "@cairn-ml/tensor";

await init();
// Hours of sleep, minutes of exercise.
const people = [
  [4.2, 1],
  [2.9, 7],
  [2.3, 12],
  [5.6, 7],
  [7.7, 19],
  [6.4, 9],
  [5.6, 15],
  [2.9, 27],
];
const sick = [1, 1, 1, 1, 0, 0, 0, 0];

const model = new LogisticRegression({ lr: 0.02, steps: 20_000 });
await model.fit(people, sick);

console.log("weights of sleep and exercise:", model.coefficients, "bias:", model.intercept);
console.log("told right:", model.score(people, sick));
console.log("6 hours and 10 minutes, sick:", model.predictProbabilities([[6, 10]])[0]!.toFixed(3));
