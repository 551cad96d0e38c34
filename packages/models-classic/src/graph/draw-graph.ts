import type { GraphNode, Operand, ScalarGraph } from "./scalar-graph.js";

/** A part of the drawing; `root` is the line from which it goes on to the right. */
interface Block {
  readonly lines: readonly string[];
  readonly root: number;
}

const most = 2000; // characters in a line or lines: more is no drawing

/**
 * Draws an expression in characters, from its inputs on the left to the result on the right. What is used twice is drawn twice.
 * Null when it is too large for that.
 */
export function drawGraph(graph: ScalarGraph, label: (node: Operand) => string = withValue): string | null {
  const blocks = new Map<Operand, Block>();
  const blockOf = (operand: Operand): Block => {
    const known = blocks.get(operand);
    if (known) return known;
    const { operands = [] } = operand as Partial<GraphNode>;
    const block = joined(operands.map(blockOf), label(operand));
    blocks.set(operand, block);
    return block;
  };
  for (const node of graph.nodes) {
    const { lines } = blockOf(node); // operands come first, so that this does not go deep
    if (lines.length > most || lines[0]!.length > most) return null;
  }
  return blockOf(graph.result)
    .lines.map((line) => line.trimEnd())
    .join("\n");
}

/** "c = a·b = −8" */
export function withValue(operand: Operand): string {
  if (!("formula" in operand)) return operand.name;
  const { name, formula, isInput, value } = operand;
  return isInput ? `${name} = ${shortNumber(value)}` : `${name} = ${formula} = ${shortNumber(value)}`;
}

/** Six digits, which is enough to recognise a number by. */
export function shortNumber(value: number): string {
  const rounded = Number(value.toPrecision(6));
  const isLong = Math.abs(rounded) >= 1e9 && Number.isFinite(rounded);
  return (isLong ? rounded.toExponential().replace("+", "") : String(rounded)).replaceAll("-", "−");
}

/** Operands below each other, and lines from them to what they make. */
function joined(operands: readonly Block[], label: string): Block {
  if (operands.length === 0) return { lines: [label], root: 0 };
  const [upper, lower] = operands;
  if (!lower) return level(upper!, label);
  const close = upper!.lines.length - upper!.root + lower.root < 2; // no line between for the result
  const gap = close ? [""] : [];
  const lines = [...upper!.lines, ...gap, ...lower.lines];
  const [first, last] = [upper!.root, upper!.lines.length + gap.length + lower.root];
  const middle = (first + last) >> 1;
  const width = Math.max(...lines.map(({ length }) => length)) + 2;
  const ends = new Map([
    [first, "┐"],
    [middle, `├─ ${label}`],
    [last, "┘"],
  ]);
  const drawn = lines.map((line, i) => {
    const isRoot = i === first || i === last;
    const space = isRoot ? `${line} `.padEnd(width, "─") : line.padEnd(width);
    return `${space}${ends.get(i) ?? (i > first && i < last ? "│" : "")}`;
  });
  return { lines: evenly(drawn), root: middle };
}

function level({ lines, root }: Block, label: string): Block {
  return { lines: evenly(lines.map((line, i) => (i === root ? `${line} ── ${label}` : line))), root };
}

/** Fills up with spaces, so that all lines are as long. A line to the right starts behind the longest. */
function evenly(lines: readonly string[]): string[] {
  const width = Math.max(...lines.map(({ length }) => length));
  return lines.map((line) => line.padEnd(width));
}
