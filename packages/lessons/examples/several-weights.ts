import { conditionNumber, LinearRegression, leastSquares } from "@cairn-ml/models-classic";
import { init } from "@cairn-ml/tensor";

await init();
// Height in metres, and 1 for a woman.
const people = [
  [1.6, 1],
  [1.7, 1],
  [1.65, 1],
  [1.75, 0],
  [1.8, 0],
  [1.9, 0],
];
const weights = [67, 71, 70, 83, 86, 90];

const walked = new LinearRegression({ lr: 0.1, steps: 1000 });
await walked.fit(people, weights);
const best = leastSquares(people, weights);

console.log("by descent:", walked.coefficients, walked.intercept);
console.log("the best:  ", best.coefficients, best.intercept);
console.log("the valley is narrow:", conditionNumber(people.map((row) => [...row, 1])).toFixed(0));
