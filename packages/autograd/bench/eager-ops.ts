/** What eager ops on a few numbers cost, results and their release included: a table in nanoseconds. */
import { grad, Parameter } from "@cairn-ml/autograd";
import { init, memoryScope, normal, Rng, type Tensor, tensor } from "@cairn-ml/tensor";
import { nanoseconds } from "./measure.ts";

await init();
const rng = new Rng(0);
const a = normal(rng, [4]);
const b = normal(rng, [4]);
const square = normal(rng, [4, 4]);
const scalar = a.sum();
const table = normal(rng, [8, 4]);
const rows = tensor(Int32Array.of(1, 5, 2));
const targets = tensor(Int32Array.of(0, 3, 1, 2));
const parameter = new Parameter(a);

/** The op 100 times in a scope, so that the scope's own cost is a hundredth. */
const scoped = (op: () => unknown) => () => {
  using _ = memoryScope();
  for (let i = 0; i < 100; i++) op();
};
const disposed = (op: () => Tensor) => () => op().dispose();

const cases: [name: string, step: () => void, ops: number][] = [
  ["an empty scope", () => memoryScope()[Symbol.dispose](), 1],
  ["a.add(b), dispose()", disposed(() => a.add(b)), 1],
  ["a.add(b) in a scope", scoped(() => a.add(b)), 100],
  ["a.mul(2)", scoped(() => a.mul(2)), 100],
  ["square.add(b), rows repeated", scoped(() => square.add(b)), 100],
  ["a.tanh()", scoped(() => a.tanh()), 100],
  ["a.sum()", scoped(() => a.sum()), 100],
  ["square.sum(0)", scoped(() => square.sum(0)), 100],
  ["square.reshape([2, 8])", scoped(() => square.reshape([2, 8])), 100],
  ["square.slice([[1, 3]])", scoped(() => square.slice([[1, 3]])), 100],
  ["square.mT", scoped(() => square.mT), 100],
  ["square.matmul(square)", scoped(() => square.matmul(square)), 100],
  ["square.softmax()", scoped(() => square.softmax()), 100],
  ["square.crossEntropy(targets)", scoped(() => square.crossEntropy(targets)), 100],
  ["table.take(rows)", scoped(() => table.take(rows)), 100],
  ["scalar.item()", scoped(() => scalar.item()), 100],
  ["grad of p.add(b).sum()", scoped(() => grad([parameter], () => parameter.add(b).sum())), 100],
  ["grad of p.mul(b).sum()", scoped(() => grad([parameter], () => parameter.mul(b).sum())), 100],
];
for (const [name, step, ops] of cases) {
  const { best, worst } = nanoseconds(step, { repeats: 5, seconds: 0.1 });
  console.log(`${name.padEnd(32)} ${(best / ops).toFixed(1).padStart(8)} ns  (worst ${(worst / ops).toFixed(1)})`);
}
