import { drawGraph, type GraphNode, ScalarGraph, shortNumber } from "@cairn-ml/models-classic";
import type { Exhibit } from "../exhibit.js";
import type { BackpropagationOptions } from "./lesson.js";
import type { Tape } from "./run.js";

interface Shown {
  readonly plain: ScalarGraph;
  readonly bent: ScalarGraph;
  readonly tape: Tape;
  readonly options: BackpropagationOptions;
}

/** What the lesson shows, in its order; the graphs take their steps on the way. */
export function exhibitsOf({ plain, bent, tape, options }: Shown): Exhibit[] {
  return [
    forwardExhibit(plain),
    backwardExhibit(plain),
    meaningExhibit(plain, options),
    tapeExhibit(plain, tape), // before the steps
    ...stepExhibits(plain, options),
    ...reluExhibits(bent, options),
  ];
}

function forwardExhibit(graph: ScalarGraph): Exhibit {
  return {
    kind: "text",
    title: "Forward: the values",
    text:
      "The calculation is e = a·b + d. In a graph each operation is a node of its own, so a·b gets a name, c. From left to " +
      `right each value is worked out from those before it:\n\n${indented(drawGraph(graph)!)}\n\n` +
      "Say that e is an error, which is to become smaller. Which of a, b and d must move, in which direction, and how far?",
  };
}

/** The walk, from the result to the inputs. */
function backwardExhibit(graph: ScalarGraph): Exhibit {
  return {
    kind: "table",
    title: "Back: the gradients, from the end to the beginning",
    head: ["node", "slope · gradient behind", "gradient", "the rule that was used"],
    rows: walk(graph),
    note:
      "A gradient answers: if this node grows a little, how many times as much does e grow? Each is worked out from the " +
      "one behind it: the slope of the one operation between them, times the gradient that is known already. That is the chain rule. ∂(a·b)/∂a is read: how many times as much a·b grows, when a grows a little.",
  };
}

function walk(graph: ScalarGraph): string[][] {
  return [...graph.nodes].reverse().map((node) => {
    const [part] = node.parts;
    const gradient = shortNumber(node.gradient);
    if (!part) return [node.name, "", gradient, "it is the result: it grows as much as itself"];
    const product = `${shortNumber(part.slope)} · ${shortNumber(part.gradient)}`;
    return [node.name, product, gradient, `${part.rule}${wordsFor(graph.node(part.by), node)}`];
  });
}

/** What a rule says. */
function wordsFor({ operation }: GraphNode, node: GraphNode): string {
  if (operation === "add") return ": a sum hands it on as it is";
  if (operation === "mul") return ": a product hands on the other factor";
  return node.value > 0 ? ": the door is open" : ": the door is shut";
}

/** A gradient is found by trying as well; only, that takes a trial for each input. */
function meaningExhibit(graph: ScalarGraph, { a, b, d }: BackpropagationOptions): Exhibit {
  const h = 0.001;
  const raised = new ScalarGraph("a*b + d", { a: a + h, b, d }).result.value;
  const { value } = graph.result;
  const slope = (raised - value) / h;
  return {
    kind: "text",
    title: "Is it true? Try it",
    text:
      `Raise a by 0.001, from ${shortNumber(a)} to ${shortNumber(a + h)}, and work out e again: it goes from ${shortNumber(value)} to ` +
      `${shortNumber(raised)}. That is ${shortNumber(raised - value)}, and ${shortNumber(Number(slope.toPrecision(6)))} times as much as a was raised: ` +
      `the gradient of a, ${shortNumber(graph.node("a").gradient)}. Trying takes a calculation for each input; the walk back has found all of them at once.`,
  };
}

/** How far each input moves, and what becomes of the rest. */
function stepExhibits(graph: ScalarGraph, { lr, steps }: BackpropagationOptions): Exhibit[] {
  const before = graph.nodes.map(({ name, value, gradient, isInput, formula }) => ({
    ...{ name, value, gradient, isInput, formula },
  }));
  graph.step(lr);
  const rows = before.map(({ name, value, gradient, isInput, formula }) => {
    const how = isInput
      ? `${shortNumber(value)} − ${shortNumber(lr)} · ${bracketed(gradient)}`
      : `${formula}, worked out anew`;
    return [name, shortNumber(value), shortNumber(gradient), how, shortNumber(graph.node(name).value)];
  });
  const { value } = before.at(-1)!;
  const first = graph.result.value;
  for (let step = 1; step < steps; step++) graph.step(lr);
  const more = steps > 1 ? ` After ${steps} steps it is ${shortNumber(graph.result.value)}.` : "";
  const fell = first < value ? "fell" : "did not fall: the step was too long, it went from";
  const series =
    lr === 0.1 ? " The series says in one place that the rate is 0.01, and calculates with 0.1, as here." : "";
  return [
    {
      kind: "table",
      title: "A step against the gradient",
      head: ["node", "before", "gradient", `before − rate · gradient`, "after"],
      rows,
      note:
        `e ${first < value ? `${fell} from` : fell} ${shortNumber(value)} to ${shortNumber(first)}.${more} Where the gradient is above 0 the input goes down, where it ` +
        `is below 0 it goes up; the rate, ${shortNumber(lr)}, says how far.${series}`,
    },
  ];
}

/** The same with a ReLU between. */
function reluExhibits(graph: ScalarGraph, { lr, steps }: BackpropagationOptions): Exhibit[] {
  const drawing = indented(drawGraph(graph)!);
  const rows = walk(graph);
  const isOpen = graph.node("c").value > 0;
  const before = graph.nodes.map(({ name, value }) => ({ name, value }));
  for (let step = 0; step < steps; step++) graph.step(lr);
  const moved = before.filter(({ name, value }) => graph.node(name).isInput && graph.node(name).value !== value);
  const learnt = moved.map(
    ({ name, value }) => `${name} from ${shortNumber(value)} to ${shortNumber(graph.node(name).value)}`,
  );
  const c = shortNumber(before.find(({ name }) => name === "c")!.value);
  return [
    {
      kind: "text",
      title: "With a ReLU: a door in the way",
      text:
        "Between two layers of a network stands a function that bends, most often the ReLU: it lets through what is above 0, and makes " +
        `0 of the rest. Put it behind c, r = relu(c):\n\n${drawing}`,
    },
    {
      kind: "table",
      title: "Back through the door",
      head: ["node", "slope · gradient behind", "gradient", "the rule that was used"],
      rows,
      note: isOpen
        ? `c is ${c}, above 0: the door is open, and the gradients come through as if it were not there. After ${stepWord(steps)}: ${learnt.join(", ")}.`
        : `c is ${c}, not above 0: the door is shut. Whatever a and b do, e does not notice, so their gradients are 0 and they learn nothing. ` +
          `Only d learns. After ${stepWord(steps)}: ${learnt.join(", ")}, and e is ${shortNumber(graph.result.value)}. ` +
          "In a network other examples open the door again.",
    },
  ];
}

/** The library does the same. */
function tapeExhibit(graph: ScalarGraph, { value, grads }: Tape): Exhibit {
  return {
    kind: "text",
    title: "How the library does it",
    text:
      "Nobody draws the graph. While a calculation runs, each operation is noted on a tape; the tape read backwards is the walk. In code, with " +
      "a, b and d as parameters:\n\n" +
      "  valueAndGrad([a, b, d], () => a.mul(b).add(d))\n\n" +
      `It was run for this lesson: value ${shortNumber(value)}, gradients ${(["a", "b", "d"] as const)
        .map((name) => `${name} ${shortNumber(grads[name])}`)
        .join(", ")}. By hand: ${shortNumber(graph.result.value)}, and ${(["a", "b", "d"] as const)
        .map((name) => `${name} ${shortNumber(graph.node(name).gradient)}`)
        .join(", ")}. Each model of these lessons learns in this way, GPT included.`,
  };
}

function stepWord(steps: number): string {
  return steps === 1 ? "the step" : `${steps} steps`;
}

/** A negative number stands in brackets behind a sign. */
function bracketed(value: number): string {
  return value < 0 ? `(${shortNumber(value)})` : shortNumber(value);
}

/** Lines that begin with two spaces are shown as they are. */
function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
