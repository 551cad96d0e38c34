import { type GraphNode, type Operand, parseExpression, ScalarGraph } from "@cairn-ml/models-classic";

export interface GraphQuestion {
  readonly expression: string;
  /** A number for each name; 1 where there is none. */
  readonly inputs: Readonly<Record<string, number>>;
  /** How far a step goes. */
  readonly lr: number;
}

/** A node, in the order in which values are computed; numbers that were written in the expression come first. */
export interface DrawnNode {
  readonly name: string;
  readonly formula: string;
  readonly isInput: boolean;
  /** A number that was written in the expression: it has no gradient. */
  readonly isConstant: boolean;
  readonly value: number;
  readonly gradient: number;
  /** Columns from the left, and places from the top; the middle of a column is 0. */
  readonly layer: number;
  readonly row: number;
}

export interface DrawnEdge {
  /** Places in the list of nodes. */
  readonly from: number;
  readonly to: number;
  /** "∂(a·b)/∂a = b", what it gives here, and what it hands back; absent for a constant. */
  readonly back?: { readonly rule: string; readonly slope: number; readonly handed: number };
}

export interface GraphAnswer {
  /** What is wrong with the expression; then there is nothing else. */
  readonly error: string | null;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly inputs: Readonly<Record<string, number>>;
  /** The inputs and the result after a step against the gradient. */
  readonly stepped: { readonly inputs: Readonly<Record<string, number>>; readonly result: number };
}

const nothing = { nodes: [], edges: [], inputs: {}, stepped: { inputs: {}, result: 0 } } as const;

/** An expression as a graph, laid out in columns, with its values, its gradients and what each edge hands back. */
export function graph({ expression, inputs, lr }: GraphQuestion): GraphAnswer {
  try {
    const parsed = parseExpression(expression);
    const names = [...new Set(parsed.terms.flatMap((term) => (term.kind === "name" ? [term.name] : [])))];
    const own = Object.fromEntries(names.map((name) => [name, inputs[name] ?? 1]));
    const scalars = new ScalarGraph(parsed, own);
    const drawn = layOut(scalars);
    const result = scalars.step(lr);
    const stepped = Object.fromEntries(names.map((name) => [name, scalars.node(name).value]));
    return { error: null, ...drawn, inputs: own, stepped: { inputs: stepped, result } };
  } catch (error) {
    return { error: (error as Error).message, ...nothing };
  }
}

/** Each node one column to the right of what it is computed from; within a column beside what it is used for, as far as that goes. */
function layOut({ nodes }: ScalarGraph): Pick<GraphAnswer, "nodes" | "edges"> {
  const constants = nodes.flatMap(({ operands }) => operands.filter((operand) => !("parts" in operand)));
  const all: Operand[] = [...constants, ...nodes];
  const layers = new Map<Operand, number>();
  for (const node of all) layers.set(node, 1 + Math.max(-1, ...operandsOf(node).map((each) => layers.get(each)!)));
  const users = new Map<Operand, GraphNode[]>();
  for (const node of nodes) for (const each of node.operands) users.set(each, [...(users.get(each) ?? []), node]);
  for (const node of all) {
    const first = Math.min(...(users.get(node) ?? []).map((user) => layers.get(user)!));
    if (operandsOf(node).length === 0 && Number.isFinite(first)) layers.set(node, first - 1); // beside its use
  }
  const rows = rowsOf(all, layers, users);
  return {
    nodes: all.map((node) => drawnOf(node, layers.get(node)!, rows.get(node)!)),
    edges: nodes.flatMap((node) => edgesOf(node, all)),
  };
}

function drawnOf(node: Operand, layer: number, row: number): DrawnNode {
  if (!("parts" in node)) {
    return { ...node, formula: node.name, isInput: false, isConstant: true, gradient: 0, layer, row };
  }
  const { name, formula, isInput, value, gradient } = node;
  return { name, formula, isInput, isConstant: false, value, gradient, layer, row };
}

/** From right to left, each column sorted by the mean place of what uses its nodes. */
function rowsOf(
  all: readonly Operand[],
  layers: ReadonlyMap<Operand, number>,
  users: ReadonlyMap<Operand, readonly GraphNode[]>,
): Map<Operand, number> {
  const rows = new Map<Operand, number>();
  for (let layer = Math.max(...layers.values()); layer >= 0; layer--) {
    const wanted = (node: Operand) => {
      const by = users.get(node) ?? [];
      const side = by.length === 1 ? (by[0]!.operands[0] === node ? -0.1 : 0.1) : 0; // the first operand above the second
      return by.length === 0 ? 0 : by.reduce((sum, user) => sum + rows.get(user)!, 0) / by.length + side;
    };
    const column = all.filter((node) => layers.get(node) === layer).sort((a, b) => wanted(a) - wanted(b));
    const middle = column.reduce((sum, node) => sum + wanted(node), 0) / column.length;
    column.forEach((node, i) => {
      rows.set(node, middle + i - (column.length - 1) / 2);
    });
  }
  return rows;
}

/** The parts of a node's gradient are in the order of its uses; of those by this node the next one belongs to this operand. */
function edgesOf(node: GraphNode, all: readonly Operand[]): DrawnEdge[] {
  const seen = new Map<Operand, number>();
  return node.operands.map((operand) => {
    const ends = { from: all.indexOf(operand), to: all.indexOf(node) };
    if (!("parts" in operand)) return ends;
    const nth = seen.get(operand) ?? 0;
    seen.set(operand, nth + 1);
    const part = operand.parts.filter(({ by }) => by === node.name)[nth];
    if (!part) return ends;
    return { ...ends, back: { rule: part.rule, slope: part.slope, handed: part.slope * part.gradient } };
  });
}

const operandsOf = (node: Operand): readonly Operand[] => ("parts" in node ? node.operands : []);
