import { type ScalarGraph, warningsOf } from "@cairn-ml/models-classic";

/** A graph as it was at one time: `--json` prints these. */
export interface Snapshot {
  readonly step: number;
  readonly nodes: Readonly<Record<string, NodeState>>;
  /** The values alone. */
  readonly updated: Readonly<Record<string, number>>;
}

export interface NodeState {
  readonly value: number;
  readonly grad: number;
}

/** What came of the steps. */
export interface Walk {
  readonly snapshots: readonly Snapshot[];
  /** Where a step left the finite numbers; null when none did. */
  readonly lost: { readonly step: number; readonly warnings: readonly string[] } | null;
}

/** Takes steps against the gradient, and notes what the graph is after each. */
export function takeSteps(graph: ScalarGraph, steps: number, lr: number): Walk {
  const snapshots: Snapshot[] = [];
  let lost: Walk["lost"] = null;
  const wasFinite = warningsOf(graph).length === 0;
  for (let step = 1; step <= steps; step++) {
    graph.step(lr);
    snapshots.push(snapshotOf(graph, step));
    if (!lost && wasFinite && !graph.nodes.every(({ value, gradient }) => Number.isFinite(value + gradient))) {
      lost = { step, warnings: warningsOf(graph) };
    }
  }
  return { snapshots, lost };
}

export function snapshotOf({ nodes }: ScalarGraph, step: number): Snapshot {
  return {
    step,
    nodes: Object.fromEntries(nodes.map(({ name, value, gradient }) => [name, { value, grad: gradient }])),
    updated: Object.fromEntries(nodes.map(({ name, value }) => [name, value])),
  };
}
