import { ValueError } from "@cairn-ml/tensor";
import { functionNames, type OperationName, operations } from "./operations.js";
import { type Expression, parseExpression } from "./parse-expression.js";
import { isName } from "./tokens.js";

/** A number in a graph: an input, or what is computed from others. */
export interface GraphNode {
  readonly name: string;
  /** What it is computed by, "a·b"; of an input its name. */
  readonly formula: string;
  /** Null for an input, or a number that is the whole expression. */
  readonly operation: OperationName | null;
  readonly operands: readonly Operand[];
  /** Inputs change in a step. */
  readonly isInput: boolean;
  readonly value: number;
  /** ∂ result / ∂ this: how much the result changes for a little change of this, in proportion. */
  readonly gradient: number;
  /** What the gradient is the sum of, a part for each place where this is used. */
  readonly parts: readonly Part[];
}

/** A node, or a number that was written in the expression. */
export type Operand = GraphNode | { readonly name: string; readonly value: number };

/** What a node receives from one place where it is used: the gradient there times the rule. */
export interface Part {
  /** The name of the node that uses it. */
  readonly by: string;
  /** "∂(a·b)/∂a = b" */
  readonly rule: string;
  /** What the rule gives here. */
  readonly slope: number;
  /** The gradient of the node that uses it. */
  readonly gradient: number;
}

export interface ScalarGraphOptions {
  /** Names for what is computed, in order; c, d, … unless given, without those of the inputs. */
  readonly names?: readonly string[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Node = Mutable<Omit<GraphNode, "parts">> & { parts: Part[] };

/**
 * An expression as a graph of single numbers in float64: forward for the values, backward for the gradients, by the chain
 * rule. `nodes` are in the order in which they are computed; inputs that the expression does not use come last.
 *
 * Source: Linnainmaa 1970; Rumelhart, Hinton & Williams 1986, "Learning representations by back-propagating errors".
 */
export class ScalarGraph {
  readonly expression: Expression;
  readonly nodes: readonly GraphNode[];
  readonly #nodes: Node[] = [];
  readonly #result: Node;

  /** Computes values and gradients. Throws: ExpressionError; ValueError for an input that is missing or no finite number. */
  constructor(
    expression: string | Expression,
    inputs: Readonly<Record<string, number>>,
    { names = [] }: ScalarGraphOptions = {},
  ) {
    this.expression = typeof expression === "string" ? parseExpression(expression) : expression;
    checkInputs(this.expression, inputs);
    const free = freeNames(Object.keys(inputs), names);
    const byName = new Map<string, Node>();
    const input = (name: string): Node => {
      const node = byName.get(name) ?? this.#add(name, name, null, []);
      node.value = inputs[name]!;
      node.isInput = true;
      byName.set(name, node);
      return node;
    };
    const operands: Operand[] = [];
    for (const term of this.expression.terms) {
      if (term.kind === "number") operands.push({ name: term.text, value: term.value });
      else if (term.kind === "name") operands.push(input(term.name));
      else {
        const taken = term.operands.map((i) => operands[i]!);
        const formula = operations[term.operation].write(taken[0]!.name, taken[1]?.name ?? "");
        operands.push(this.#add(free(), formula, term.operation, taken));
      }
    }
    const last = operands.at(-1)!;
    this.#result = "parts" in last ? (last as Node) : this.#constant(free(), last);
    for (const name of Object.keys(inputs)) input(name);
    this.nodes = this.#nodes;
    this.forward();
    this.backward();
  }

  /** The node that the expression is about. */
  get result(): GraphNode {
    return this.#result;
  }

  /** Throws: ValueError when there is none of this name. */
  node(name: string): GraphNode {
    const node = this.#nodes.find((node) => node.name === name);
    if (node) return node;
    throw new ValueError("ScalarGraph.node", `there is no node ${name}.`, {
      given: name,
      expected: this.#nodes.map(({ name }) => name).join(", "),
    });
  }

  /** Computes each value from those before it. Returns the last. */
  forward(): number {
    for (const node of this.#nodes) {
      const [a, b] = node.operands;
      if (node.operation) node.value = operations[node.operation].value(a!.value, b?.value ?? 0);
    }
    return this.#result.value;
  }

  /** Walks back from the result, whose gradient is 1, and hands each node's gradient on to its operands. */
  backward(): void {
    for (const node of this.#nodes) {
      node.gradient = 0;
      node.parts = [];
    }
    this.#result.gradient = 1;
    for (const node of [...this.#nodes].reverse()) this.#handOn(node);
  }

  /** Moves each input against its gradient, x ← x − lr · ∂result/∂x, and computes everything anew. Returns the result. */
  step(lr: number): number {
    if (!Number.isFinite(lr)) {
      throw new ValueError("ScalarGraph.step", "the rate is no finite number.", { given: String(lr), expected: "0.1" });
    }
    for (const node of this.#nodes) if (node.isInput) node.value -= lr * node.gradient;
    const value = this.forward();
    this.backward();
    return value;
  }

  #handOn({ name, formula, value, gradient, operation, operands }: Node): void {
    if (!operation) return;
    const [a, b] = operands;
    const { gradients, rules } = operations[operation];
    const twice = a === b;
    for (const [i, operand] of operands.entries()) {
      if (!("parts" in operand)) continue; // a number that was written down
      const received = (dy: number) => gradients[i]!(dy, a!.value, b?.value ?? 0, value);
      const whole = /[ ·/^−]/.test(formula) ? `(${formula})` : formula;
      const which = twice ? ` (the ${i === 0 ? "first" : "second"} ${operand.name})` : "";
      const rule = `∂${whole}/∂${operand.name} = ${rules[i]!(a!.name, b?.name ?? "", name)}${which}`;
      const node = operand as Node;
      node.parts.push({ by: name, rule, slope: received(1), gradient });
      node.gradient += received(gradient);
    }
  }

  #add(name: string, formula: string, operation: OperationName | null, operands: readonly Operand[]): Node {
    const node = { name, formula, operation, operands, isInput: false, value: 0, gradient: 0, parts: [] };
    this.#nodes.push(node);
    return node;
  }

  /** An expression that is a number and nothing else. */
  #constant(name: string, { name: formula, value }: Operand): Node {
    const node = this.#add(name, formula, null, []);
    node.value = value;
    return node;
  }
}

function checkInputs({ terms }: Expression, inputs: Readonly<Record<string, number>>): void {
  const names = new Set(terms.flatMap((term) => (term.kind === "name" ? [term.name] : [])));
  const missing = [...names].filter((name) => !Object.hasOwn(inputs, name));
  if (missing.length > 0) {
    throw new ValueError("ScalarGraph", `there is no number for ${missing.join(", ")}.`, {
      given: Object.keys(inputs).join(", ") || "no inputs",
      expected: `a number for each of ${[...names].join(", ")}`,
    });
  }
  for (const [name, value] of Object.entries(inputs)) {
    const isFunction = (functionNames as readonly string[]).includes(name);
    if (isName(name) && !isFunction && Number.isFinite(value)) continue;
    throw new ValueError("ScalarGraph", `${name} cannot be an input.`, {
      given: `${name} = ${value}`,
      expected: "a name of letters, digits and _ that is no function, and a finite number",
    });
  }
}

/** Hands out names that nobody has: first those that are wanted, then c, d, …, z, c1, d1, … */
function freeNames(inputs: readonly string[], wanted: readonly string[]): () => string {
  const taken = new Set(inputs);
  const letters = [..."cdefghijklmnopqrstuvwxyz"];
  const queue = [...wanted];
  let next = 0;
  const candidate = () => {
    const round = Math.floor(next / letters.length);
    return `${letters[next++ % letters.length]}${round || ""}`;
  };
  return () => {
    for (;;) {
      const name = queue.shift() ?? candidate();
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
}
