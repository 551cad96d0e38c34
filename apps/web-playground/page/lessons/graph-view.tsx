import type { JSX } from "preact";
import { Scroll } from "../app/scroll.js";
import type { useAnswer } from "../parts/use-answer.js";

export type Graph = NonNullable<ReturnType<typeof useAnswer<"backpropagation", "graph">>>;
type Drawn = Graph["nodes"][number];

const [wide, tall, across, down] = [116, 58, 172, 84]; // of a node, and from one to the next

/** How far the walk is: values that are known, then gradients that are known. */
export interface Walk {
  knows(i: number): boolean;
  knowsGradient(i: number): boolean;
  /** Whether a node's turn backward has come. */
  hasHandedOn(i: number): boolean;
  /** The node whose turn it is. */
  readonly now: number | undefined;
  readonly isBack: boolean;
}

/** The graph from its inputs on the left to the result on the right, as far as it is known. */
export function GraphView({ graph, walk, label }: { graph: Graph; walk: Walk; label: string }): JSX.Element {
  const { nodes, edges } = graph;
  const top = Math.min(...nodes.map(({ row }) => row));
  const x = ({ layer }: Drawn) => 8 + layer * across;
  const y = ({ row }: Drawn) => 8 + (row - top) * down;
  const width = 16 + wide + across * Math.max(...nodes.map(({ layer }) => layer));
  const height = 16 + tall + down * (Math.max(...nodes.map(({ row }) => row)) - top);
  return (
    <Scroll label="the graph">
      <svg class="graph" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {edges.map(({ from, to, back }, i) => {
          const [a, b] = [nodes[from]!, nodes[to]!];
          const [x1, y1, x2, y2] = [x(a) + wide, y(a) + tall / 2, x(b), y(b) + tall / 2 + offsetOf(edges, i)];
          const half = (x2 - x1) / 2;
          const now = to === walk.now;
          return (
            <g key={i}>
              <path
                class={`edge ${now ? (walk.isBack ? back && "returns" : "flows") : ""}`}
                d={`M${x1},${y1}C${x1 + half},${y1} ${x2 - half},${y2} ${x2},${y2}`}
              />
              {back && walk.hasHandedOn(to) && (
                <text class="gradient" x={x1 + half} y={(y1 + y2) / 2 - 6} text-anchor="middle">
                  {shown(back.handed)}
                </text>
              )}
            </g>
          );
        })}
        {nodes.map((node, i) => (
          <g
            key={i}
            class={`${node.isInput ? "input" : ""} ${i === walk.now ? "now" : ""}`}
            transform={`translate(${x(node)} ${y(node)})`}
          >
            <rect width={wide} height={tall} rx={8} />
            <text x={wide / 2} y={17} text-anchor="middle">
              {node.isInput || node.isConstant ? node.name : short(`${node.name} = ${node.formula}`)}
            </text>
            {walk.knows(i) && !node.isConstant && (
              <text x={wide / 2} y={34} text-anchor="middle" font-weight="600">
                {shown(node.value)}
              </text>
            )}
            {walk.knowsGradient(i) && !node.isConstant && (
              <text class="gradient" x={wide / 2} y={51} text-anchor="middle">
                gradient {shown(node.gradient)}
              </text>
            )}
          </g>
        ))}
      </svg>
    </Scroll>
  );
}

/** Edges that end at the same node end a little apart from each other. */
function offsetOf(edges: Graph["edges"], i: number): number {
  const together = edges.flatMap(({ to }, j) => (to === edges[i]!.to ? [j] : []));
  return 16 * (together.indexOf(i) - (together.length - 1) / 2);
}

const short = (text: string) => (text.length > 16 ? `${text.slice(0, 15)}…` : text);

export const shown = (value: number): string => String(Number(value.toPrecision(4))).replace("-", "−");
