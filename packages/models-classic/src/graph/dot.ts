import { shortNumber } from "./draw-graph.js";
import type { GraphNode, ScalarGraph } from "./scalar-graph.js";

/**
 * A graph in the language of Graphviz: a box for each node with its value and gradient, an arrow to each node that uses it,
 * and at the arrow the slope by which the gradient comes back.
 */
export function dotOf({ expression, nodes }: ScalarGraph): string {
  const lines = nodes.flatMap((node) => [nodeLine(node), ...arrowLines(node)]);
  return [
    "digraph {",
    "  rankdir=LR;",
    `  label=${quoted(expression.text)}; labelloc=t; fontname="sans-serif";`,
    '  node [shape=box, style=rounded, margin="0.2,0.1", fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...lines.map((line) => `  ${line}`),
    "}",
    "",
  ].join("\n");
}

function nodeLine({ name, formula, isInput, value, gradient }: GraphNode): string {
  const first = isInput ? name : `${name} = ${formula}`;
  const label = `${first}\nvalue ${shortNumber(value)}\ngradient ${shortNumber(gradient)}`;
  return `${quoted(name)} [label=${quoted(label)}${isInput ? ', style="rounded,filled", fillcolor=gray92' : ""}];`;
}

function arrowLines({ name, operands }: GraphNode): string[] {
  return operands.flatMap((operand, i) => {
    if (!("parts" in operand)) {
      const number = `${name} operand ${i}`; // no node has a space in its name
      return [
        `${quoted(number)} [label=${quoted(operand.name)}, shape=plaintext];`,
        `${quoted(number)} -> ${quoted(name)};`,
      ];
    }
    const before = operands.slice(0, i).filter((other) => other === operand).length;
    const part = operand.parts.filter(({ by }) => by === name)[before];
    return [`${quoted(operand.name)} -> ${quoted(name)}${part ? ` [label=${quoted(shortNumber(part.slope))}]` : ""};`];
  });
}

/** A string of Graphviz; `\n` in it begins a line. */
function quoted(text: string): string {
  return `"${text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replace(/\r\n|\r|\n/g, "\\n")}"`;
}
