import { MLPClassifier, MLPRegressor } from "@cairn-ml/models-classic";
import { init } from "@cairn-ml/tensor";

await init();
const rows = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
];
const xor = [0, 1, 1, 0];

// By hand: two ReLUs over first + second, and no training.
const relu = (score: number) => Math.max(0, score);
console.log(
  "by hand:   ",
  rows.map(([a, b]) => 0.5 * relu(a! + b! + 2) - relu(a! + b!)),
);

// By descent, from random weights.
const network = new MLPClassifier({ hidden: [8], lr: 0.03, steps: 500 });
await network.fit(rows, xor);
console.log("by descent:", network.predict(rows));

// A sum of eight ReLUs that follows a hat.
const xs = Array.from({ length: 61 }, (_, i) => [-3 + i / 10]);
const hat = xs.map(([x]) => Math.max(0, 1 - Math.abs(x!)));
const sum = new MLPRegressor({ hidden: [8], lr: 0.03, steps: 1000 });
await sum.fit(xs, hat);
console.log("the hat at −1, 0 and 1:", sum.predict([[-1], [0], [1]]));
