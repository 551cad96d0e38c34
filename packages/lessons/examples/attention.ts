import { init, tensor } from "@cairn-ml/tensor";

await init();
const words = ["I", "chose", "that", "bank"];
const x = tensor([
  [1, 0],
  [0, 1],
  [0.5, 0.5],
  [1, 1],
]);
const [queries, keys, values] = [x, x, x]; // learned products of x in a network

// Nobody sees what comes later.
const mask = tensor(words.map((_, i) => words.map((_, j) => (j > i ? Number.NEGATIVE_INFINITY : 0))));
const scores = queries.matmul(keys.mT).div(Math.sqrt(2)).add(mask);
const shares = scores.softmax(-1);
console.log("who looks where:", shares.toArray());
console.log("what they take: ", shares.matmul(values).toArray());
