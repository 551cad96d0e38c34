import { Parameter, valueAndGrad } from "@cairn-ml/autograd";
import { ScalarGraph } from "@cairn-ml/models-classic";
import { memoryScope, tensor } from "@cairn-ml/tensor";
import { type Check, exactly, near } from "../check.js";
import type { Host, Outcome } from "../lesson.js";
import { exhibitsOf } from "./exhibits.js";
import type { BackpropagationOptions, BackpropagationResults, NodeResult } from "./lesson.js";

/** What the tape of autograd finds. */
export interface Tape {
  readonly value: number;
  readonly grads: Readonly<Record<"a" | "b" | "d", number>>;
}

export async function run(
  options: BackpropagationOptions & { readonly seed: number },
  host: Host,
): Promise<Outcome<BackpropagationResults>> {
  const { a, b, d } = options;
  const plain = new ScalarGraph("a*b + d", { a, b, d }, { names: ["c", "e"] });
  const bent = new ScalarGraph("relu(a*b) + d", { a, b, d }, { names: ["c", "r", "e"] });
  const before = { plain: nodesOf(plain), bent: nodesOf(bent) };
  const tape = byTape(options);
  const shown = exhibitsOf({ plain, bent, tape, options }); // takes the steps, and shows them
  host.signal.throwIfAborted();
  const results = {
    nodes: before.plain,
    updated: valuesOf(plain),
    relu: { nodes: before.bent, updated: valuesOf(bent) },
  } as BackpropagationResults; // the nodes have these names
  return {
    results,
    checks: checksOf(results, tape),
    exhibits: shown,
    suggestions: [
      { what: "The rate that the series names in its text: a smaller step.", command: "lesson 6 --lr 0.01" },
      { what: "A positive b: now the ReLU lets the gradient through.", command: "lesson 6 --b 2" },
      { what: "An expression of your own, drawn.", command: 'graph "tanh(w*x + b)" w=0.5 x=2 b=-1 --svg graph.svg' },
      {
        what: "An error squared, and steps that make it nearly 0: this is how a model learns.",
        command: 'graph "(2*w - 3)^2" w=0 --steps 10 --lr 0.05',
      },
    ],
  };
}

function nodesOf({ nodes }: ScalarGraph): Record<string, NodeResult> {
  return Object.fromEntries(nodes.map(({ name, value, gradient }) => [name, { value, grad: gradient }]));
}

function valuesOf({ nodes }: ScalarGraph): Record<string, number> {
  return Object.fromEntries(nodes.map(({ name, value }) => [name, value]));
}

/** The same by the library: it notes the operations while they run, and walks back through the notes. */
function byTape({ a, b, d }: BackpropagationOptions): Tape {
  using _ = memoryScope();
  const [pa, pb, pd] = [a, b, d].map((value) => new Parameter(tensor(value))) as [Parameter, Parameter, Parameter];
  const { value, grads } = valueAndGrad([pa, pb, pd], () => pa.mul(pb).add(pd));
  const [ga, gb, gd] = grads.map((gradient) => gradient.item());
  const result = { value: value.item(), grads: { a: ga!, b: gb!, d: gd! } };
  for (const parameter of [pa, pb, pd]) parameter.dispose(); // no scope has these
  return result;
}

function checksOf({ nodes, updated, relu }: BackpropagationResults, tape: Tape): Check[] {
  const after = (name: "a" | "b" | "d", value: number) =>
    near(`updated.${name}`, updated[name], value, 1e-9, `${name} after the step`);
  const close = (name: string, ours: number, other: number, label: string) =>
    near(name, ours, other, 1e-6 * (1 + Math.abs(other)), label); // float32 beside float64
  return [
    exactly("nodes.c.value", nodes.c.value, -8, "c = a·b"),
    exactly("nodes.e.value", nodes.e.value, -3, "e = c + d"),
    ...(["a", "b", "c", "d", "e"] as const).map((name) =>
      exactly(`nodes.${name}.grad`, nodes[name].grad, { a: -2, b: 4, c: 1, d: 1, e: 1 }[name], `gradient of ${name}`),
    ),
    ...[after("a", 4.2), after("b", -2.4), after("d", 4.9)],
    near("updated.e", updated.e, -5.2, 0.05, "e after the step, published rounded"),
    exactly("relu.nodes.e.value", relu.nodes.e.value, 5, "e with ReLU"),
    exactly("relu.updated.a", relu.updated.a, 4, "a with ReLU: does not learn"),
    exactly("relu.updated.b", relu.updated.b, -2, "b with ReLU: does not learn"),
    near("relu.updated.d", relu.updated.d, 4.9, 1e-9, "d with ReLU: learns"),
    ...(["a", "b", "d"] as const).map((name) =>
      close(`nodes.${name}.grad by the tape`, tape.grads[name], nodes[name].grad, `gradient of ${name}, by the tape`),
    ),
  ];
}
