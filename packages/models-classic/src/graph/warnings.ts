import { shortNumber } from "./draw-graph.js";
import type { GraphNode, ScalarGraph } from "./scalar-graph.js";

/** A sentence for each place where a graph leaves the finite numbers. */
export function warningsOf({ nodes }: ScalarGraph): string[] {
  return [...nodes.flatMap(valueWarning), ...nodes.flatMap(gradientWarning)];
}

function valueWarning({ name, formula, operation, operands, value }: GraphNode): string[] {
  const comesHere = operands.every((operand) => Number.isFinite(operand.value));
  if (Number.isFinite(value) || !comesHere) return [];
  const given = [...new Set(operands)].filter(({ name }) => Number.isNaN(Number(name)));
  const where =
    given.length > 0 ? ` (${given.map(({ name, value }) => `${name} is ${shortNumber(value)}`).join(", ")})` : "";
  const why = reasons[`${operation} ${Number.isNaN(value) ? "nan" : "infinite"}`] ?? "it is too large for a float64";
  return [`${name} = ${formula} is ${wordFor(value)}: ${why}${where}.`];
}

const reasons: Readonly<Record<string, string>> = {
  "log nan": "there is no logarithm of a negative number",
  "log infinite": "the logarithm falls without end towards 0",
  "div nan": "0 divided by 0 has no value",
  "div infinite": "this divides by 0",
  "pow nan": "a negative number has whole powers only",
  "pow infinite": "this divides by 0, or is too large for a float64",
};

function gradientWarning({ name, value, gradient, parts }: GraphNode): string[] {
  if (Number.isFinite(gradient) || !Number.isFinite(value)) return [];
  const part = parts.find(({ slope }) => !Number.isFinite(slope));
  if (!part) return [];
  return [`The gradient of ${name} is ${wordFor(gradient)}: ${part.rule} is ${wordFor(part.slope)} here.`];
}

function wordFor(value: number): string {
  return Number.isNaN(value) ? "no number (NaN)" : value > 0 ? "infinite" : "minus infinite";
}
