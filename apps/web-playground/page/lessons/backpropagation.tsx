import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { SourceCode } from "../parts/source-code.js";
import { TryCards } from "../parts/try-cards.js";
import { useAnswer } from "../parts/use-answer.js";
import { usePlaying } from "../parts/use-playing.js";
import { type Graph, GraphView, shown, type Walk } from "./graph-view.js";
import type { PlayProps } from "./lesson-play.js";
import "../styles/backpropagation.css";

const first = { a: 4, b: -2, d: 5 };

/** An expression as a graph, forward for the values and backward for the gradients, a node at a time. */
export function Backpropagation({ values, change }: PlayProps): JSX.Element {
  const expression = values.expression ?? "a*b + d";
  const given = Object.fromEntries(
    Object.entries(values).flatMap(([name, text]) => (/^in\./.test(name) ? [[name.slice(3), Number(text)]] : [])),
  );
  const lessons = Object.fromEntries(
    Object.entries(first).map(([name, value]) => [name, Number(values[name] ?? value)]),
  );
  const lr = Number(values.lr ?? 0.1);
  const graph = useAnswer("backpropagation", "graph", { expression, inputs: { ...lessons, ...given }, lr });
  const playing = usePlaying((at) => change({ at: String(at) }), 6);
  const id = useId();
  const order = (graph?.nodes ?? []).flatMap(({ isConstant, isInput }, i) => (isConstant || isInput ? [] : [i]));
  const most = 2 * order.length;
  const at = Math.min(most, playing.at ?? Number(values.at ?? most));
  const walk = graph && walkOf(graph, order, at);
  const said = graph && walk ? inWords(graph, walk) : "";
  return (
    <>
      <label for={id}>An expression: + − * / ^, brackets, exp log tanh relu sigmoid, and names of your own</label>
      <input
        id={id}
        class="expression"
        style="width: 100%"
        type="text"
        autocomplete="off"
        spellcheck={false}
        value={expression}
        onInput={({ currentTarget }) => change({ expression: currentTarget.value, at: "" })}
      />
      {graph?.error && (
        <pre class="error" role="alert">
          {graph.error}
        </pre>
      )}
      {graph && walk && !graph.error && (
        <>
          <p class="graph-inputs">
            {Object.entries(graph.inputs).map(([name, value]) => (
              <label key={name}>
                {name}{" "}
                <input
                  type="number"
                  step="any"
                  value={Number(value.toPrecision(6))}
                  onInput={({ currentTarget }) =>
                    currentTarget.value !== "" && change({ [`in.${name}`]: currentTarget.value })
                  }
                />
              </label>
            ))}
          </p>
          <GraphView graph={graph} walk={walk} label={`The graph of ${expression}. ${said}`} />
          <p class="buttons">
            <button type="button" disabled={at === 0} onClick={() => change({ at: "0" })}>
              To the start
            </button>
            <button type="button" disabled={at === 0} onClick={() => change({ at: String(at - 1) })}>
              Step back
            </button>
            <button type="button" disabled={at === most} onClick={() => change({ at: String(at + 1) })}>
              {at < order.length ? "Step forward" : "Step backward through the graph"}
            </button>
            {playing.at === undefined ? (
              <button type="button" onClick={() => playing.play(at === most ? 0 : at, most)}>
                Play
              </button>
            ) : (
              <button type="button" onClick={playing.pause}>
                Pause
              </button>
            )}
            <button type="button" onClick={() => change(inputsOf(graph))}>
              Move the inputs against their gradients, × {shown(lr)}
            </button>
          </p>
          <p aria-live="polite">{said}</p>
        </>
      )}
      <TryCards lesson={6} cards={cards} />
      <SourceCode lesson={6} files={files} />
    </>
  );
}

function inputsOf({ stepped }: Graph): Record<string, string> {
  return Object.fromEntries(
    Object.entries(stepped.inputs).map(([name, value]) => [`in.${name}`, String(Number(value.toPrecision(9)))]),
  );
}

/** Forward node by node, then back: a node's turn backward hands its gradient on to what it was computed from. */
function walkOf({ nodes, edges }: Graph, order: readonly number[], at: number): Walk {
  const forward = new Set(order.slice(0, at));
  const back = new Set(order.slice(Math.max(0, 2 * order.length - at)));
  const isBack = at > order.length;
  const isDone = at === 2 * order.length;
  const isGiven = (i: number) => nodes[i]!.isInput || nodes[i]!.isConstant || order.length === 0;
  const uses = (i: number) => edges.filter(({ from }) => from === i);
  return {
    knows: (i) => isGiven(i) || forward.has(i),
    knowsGradient: (i) =>
      isDone || (isBack && (back.has(i) || (uses(i).length > 0 && uses(i).every(({ to }) => back.has(to))))),
    hasHandedOn: (i) => back.has(i),
    now: at === 0 ? undefined : isBack ? order[2 * order.length - at] : order[at - 1],
    isBack,
  };
}

function inWords({ nodes, edges, stepped }: Graph, { now, isBack, knowsGradient }: Walk): string {
  if (now === undefined) return "The inputs are known. Step forward: each node is computed from those on its left.";
  const { name, formula, value, gradient } = nodes[now]!;
  if (!isBack) return `Forward: ${name} = ${formula} = ${shown(value)}.`;
  const handed = edges.flatMap(({ from, to, back }) =>
    to === now && back
      ? [`${nodes[from]!.name} receives ${shown(gradient)} times ${shown(back.slope)} (${back.rule})`]
      : [],
  );
  const end = nodes.every(({ isConstant }, i) => isConstant || knowsGradient(i))
    ? ` All gradients are known. A step against them leads to ${shown(stepped.result)}.`
    : "";
  return `Backward: the gradient of ${name} is ${shown(gradient)}. ${handed.join("; ")}${handed.length > 0 ? "." : ""}${end}`;
}

const cards = [
  { what: "A ReLU that is closed: no gradient comes through", values: { expression: "relu(a*b) + d", at: 6 } },
  { what: "One number, used three times: its gradient is a sum", values: { expression: "x*x + 3*x", "in.x": 2 } },
  { what: "A neuron: tanh(w*x + b)", values: { expression: "tanh(w*x + b)", "in.w": 0.5, "in.x": 2, "in.b": -1 } },
  {
    what: "An error squared: press “Move the inputs” until it is 0",
    values: { expression: "(2*w - 3)^2", "in.w": 0, lr: 0.05 },
  },
];

const files = {
  "packages/models-classic/src/graph/scalar-graph.ts": () =>
    import("../../../../packages/models-classic/src/graph/scalar-graph.ts?raw"),
  "packages/models-classic/src/graph/operations.ts": () =>
    import("../../../../packages/models-classic/src/graph/operations.ts?raw"),
};
