import { math } from "@cairn-ml/tensor";

/** What a graph can compute, and how a change of an operand changes it. */
export interface Operation {
  /** The operation with its operands' names: "a·b". */
  write(a: string, b: string): string;
  value(a: number, b: number): number;
  /** For each operand: what it receives when the result y has the gradient dy. */
  readonly gradients: readonly ((dy: number, a: number, b: number, y: number) => number)[];
  /** For each operand: the rule, in the names of the operands and of the result. */
  readonly rules: readonly ((a: string, b: string, y: string) => string)[];
}

export type OperationName = "add" | "sub" | "mul" | "div" | "pow" | "neg" | FunctionName;
export type FunctionName = "exp" | "log" | "tanh" | "relu" | "sigmoid";

export const functionNames: readonly FunctionName[] = ["exp", "log", "tanh", "relu", "sigmoid"];

export const operations: Readonly<Record<OperationName, Operation>> = {
  add: {
    write: (a, b) => `${a} + ${b}`,
    value: (a, b) => a + b,
    gradients: [(dy) => dy, (dy) => dy],
    rules: [() => "1", () => "1"],
  },
  sub: {
    write: (a, b) => `${a} − ${b}`,
    value: (a, b) => a - b,
    gradients: [(dy) => dy, (dy) => -dy],
    rules: [() => "1", () => "−1"],
  },
  mul: {
    write: (a, b) => `${a}·${b}`,
    value: (a, b) => a * b,
    gradients: [(dy, _, b) => dy * b, (dy, a) => dy * a],
    rules: [(_, b) => b, (a) => a],
  },
  div: {
    write: (a, b) => `${a}/${b}`,
    value: (a, b) => a / b,
    gradients: [(dy, _, b) => dy / b, (dy, a, b) => -dy * (a / b / b)],
    rules: [(_, b) => `1/${b}`, (a, b) => `−${a}/${b}²`],
  },
  pow: {
    write: (a, b) => `${a}^${b}`,
    value: math.pow,
    gradients: [
      (dy, a, b) => (b === 0 ? 0 : dy * (b * math.pow(a, b - 1))),
      (dy, a, b, y) => (a === 0 && b >= 0 ? 0 : dy * y * math.log(a)), // 0^b stays 0 when b changes a little
    ],
    rules: [powerRule, (a, _, y) => `${y}·ln(${a})`],
  },
  neg: {
    write: (a) => `−${a}`,
    value: (a) => -a,
    gradients: [(dy) => -dy],
    rules: [() => "−1"],
  },
  exp: {
    write: (a) => `exp(${a})`,
    value: math.exp,
    gradients: [(dy, _, __, y) => dy * y],
    rules: [(_, __, y) => y],
  },
  log: {
    write: (a) => `log(${a})`,
    value: math.log,
    gradients: [(dy, a) => dy / a],
    rules: [(a) => `1/${a}`],
  },
  tanh: {
    write: (a) => `tanh(${a})`,
    value: math.tanh,
    gradients: [(dy, _, __, y) => dy * (1 - y * y)],
    rules: [(_, __, y) => `1 − ${y}²`],
  },
  relu: {
    write: (a) => `relu(${a})`,
    value: (a) => (a > 0 || Number.isNaN(a) ? a : 0),
    gradients: [(dy, a) => (a > 0 ? dy : 0)],
    rules: [(a) => `1 if ${a} > 0, else 0`],
  },
  sigmoid: {
    write: (a) => `sigmoid(${a})`,
    value: math.sigmoid,
    gradients: [(dy, _, __, y) => dy * y * (1 - y)],
    rules: [(_, __, y) => `${y}·(1 − ${y})`],
  },
};

/** b·a^(b−1), simpler for a number. */
function powerRule(a: string, b: string): string {
  const exponent = Number(b);
  if (Number.isNaN(exponent)) return `${b}·${a}^(${b} − 1)`;
  if (exponent === 0) return "0";
  if (exponent === 1) return "1";
  const less = Number((exponent - 1).toPrecision(12)); // 1.1 - 1 is 0.10000000000000009
  return exponent === 2 ? `2·${a}` : `${b}·${a}^${String(less).replace("-", "−")}`;
}
