import { ScalarGraph } from "@cairn-ml/models-classic";

const graph = new ScalarGraph("relu(a*b) + d", { a: 4, b: -2, d: 5 });
for (const name of ["a", "b", "d"]) {
  const { value, gradient } = graph.node(name);
  console.log(`${name} = ${value}, gradient ${gradient}`); // the ReLU is closed: only d learns
}
console.log("the result after a step against the gradients:", graph.step(0.1));
