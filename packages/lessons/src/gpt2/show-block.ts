import { memoryScope, tensor } from "@cairn-ml/tensor";
import type { Exhibit, Plot, Series } from "../exhibit.js";
import { fixed, grouped } from "../figures.js";
import type { Gpt2Results } from "./lesson.js";
import { epsilon, mean, variance } from "./norm.js";
import { depth } from "./vanishing.js";

/** The parts of a block, each alone. */
export function showBlock(results: Gpt2Results): Exhibit[] {
  return [
    whyPaths(results),
    gradients(results),
    layerNorm(results),
    normByHand(results),
    bends(),
    smallNetwork(results),
    theBlock(),
  ];
}

function whyPaths({ vanishing: { product, residual } }: Gpt2Results): Exhibit {
  return {
    kind: "text",
    title: "A path around every layer",
    text:
      "To learn, a layer needs to hear from the end of the tower what it should change: its gradient, which comes down through all layers above " +
      "(lesson 6). Each layer multiplies it. Take ten layers that each multiply by 0.2:\n\n" +
      `  0.2 · 0.2 · 0.2 · 0.2 · 0.2 · 0.2 · 0.2 · 0.2 · 0.2 · 0.2 = 0.2¹⁰ = ${shortest(product)}\n\n` +
      "A ten-millionth is left, and the lowest layer stands still. Now let each layer add to what came in, instead of replacing it: x + 0.2 · x. Its " +
      "derivative is 1 + 0.2, the 1 from the path around the layer:\n\n" +
      `  1.2 · 1.2 · … · 1.2 = 1.2¹⁰ = ${fixed(residual, 2)}\n\n` +
      "The message arrives. Such a path is called residual. Both numbers were found by backpropagation through the ten layers.",
  };
}

function gradients({ vanishing: { norms } }: Gpt2Results): Plot {
  const bottom = norms.at(-1)!;
  const series = (name: string, of: "plain" | "residual"): Series => ({
    name,
    mark: "line",
    points: norms.map((norm) => [norm.layersAbove, norm[of]] as const),
  });
  return {
    kind: "plot",
    title: "What is left of the gradient in a network of ten layers",
    x: { label: "layers above" },
    y: { label: "length of the gradient", log: true },
    series: [series("with a path around each layer", "residual"), series("without", "plain")],
    note:
      `The same in layers of 32 numbers, tanh(x · W), with small random weights W. At the output the gradient has length 1. Below ${depth} layers it ` +
      `is ${shortest(bottom.plain)} without paths, and ${fixed(bottom.residual, 2)} with them. The scale goes in powers of ten.`,
  };
}

const words = ["I", "chose", "that", "bank", "for"];

function layerNorm({ layerNorm: { input, output, means, deviations } }: Gpt2Results): Exhibit {
  const columns = ["1", "2", "3", "4"];
  const rows = words.map(() => ""); // they stand beside the first matrix
  const column = (values: readonly number[]) => values.map((x) => [Number(x.toFixed(6))]); // no colour for 1e-9
  return {
    kind: "heat",
    title: "Layer norm: every word back to one size",
    matrices: [
      { label: "four numbers a word", rows: words, columns, values: input, decimals: 1 },
      { label: "after layer norm", rows, columns, values: output },
      { label: "mean", rows, columns: [""], values: column(means) },
      { label: "deviation", rows, columns: [""], values: column(deviations) },
    ],
    note:
      "What is added again and again grows. So before each part of a block every word's numbers are moved to mean 0 and stretched to deviation 1. Here " +
      "a word has four numbers, in GPT-2 it has 768. The second word is ten times the first; afterwards the two are the same.",
  };
}

function normByHand({ layerNorm: { input, output } }: Gpt2Results): Exhibit {
  const row = input[0]!;
  const [m, v] = [mean(row), variance(row)];
  const moved = row.map((x) => x - m);
  return {
    kind: "text",
    text:
      "The first row with a pencil:\n\n" +
      `  mean            (${row.join(" + ")}) / 4 = ${shortest(m)}\n` +
      `  minus the mean  ${moved.map((x) => fixed(x, 1)).join("  ")}\n` +
      `  variance        the mean of their squares: (${moved.map((x) => fixed(x * x, 2)).join(" + ")}) / 4 = ${shortest(v)}\n` +
      `  deviation       √(${shortest(v)} + ${epsilon.toFixed(5)}) = ${fixed(Math.sqrt(v + epsilon), 4)}\n` +
      `  divided by it   ${output[0]!.map((x) => fixed(x, 4)).join("  ")}\n\n` +
      `GPT-2 adds the ${epsilon.toFixed(5)}, so that nothing is divided by zero where all numbers are equal.`,
  };
}

function bends(): Plot {
  using _ = memoryScope();
  const xs = Array.from({ length: 81 }, (_, i) => (i - 40) / 10);
  const x = tensor(xs);
  const series = (name: string, ys: ArrayLike<number>): Series => ({
    name,
    mark: "line",
    points: xs.map((x, i) => [x, ys[i]!] as const),
  });
  const gelu = x.gelu({ approximate: "tanh" }).data();
  const [least] = [...gelu].map((y, i) => [y, xs[i]!] as const).sort(([a], [b]) => a - b);
  return {
    kind: "plot",
    title: "GELU, a bend without a corner",
    x: { label: "x" },
    y: { label: "y" },
    series: [series("GELU", gelu), series("ReLU", x.relu().data())],
    note:
      "ReLU (lesson 5) makes everything below zero 0, and what is flat learns nothing. GELU is x times the share of random numbers (normal ones) that " +
      `are smaller than x. Far out the two agree. Near zero GELU is round, and a little below zero: ${fixed(least![0], 2)} at x = ${fixed(least![1], 1)}.`,
  };
}

function smallNetwork({ parameters: { mlp } }: Gpt2Results): Exhibit {
  return {
    kind: "text",
    title: "The small network in each block",
    text:
      "After attention each word goes alone through a network of two layers (an MLP): from 768 numbers to four times as many, through GELU, and back.\n\n" +
      "  768  →  3072  →  GELU  →  768\n\n" +
      "  weights up    768 · 3072 = 2,359,296    and 3072 biases\n" +
      "  weights down  3072 · 768 = 2,359,296    and  768 biases\n" +
      `  together                   ${grouped(mlp)}    in one block of twelve`,
  };
}

function theBlock(): Exhibit {
  return {
    kind: "text",
    title: "A block of GPT-2",
    text:
      "Put together, x being a word's 768 numbers:\n\n" +
      "  x  →  x + attention(layer norm(x))  →  x + MLP(layer norm(x))\n\n" +
      "Attention brings in what other words know, the MLP thinks it over, and both only add to x. GPT-2 does this twelve times. Then a last layer " +
      "norm, and the comparison with all 50,257 words of its list: the one that fits best comes next.",
  };
}

/** As few digits as show it. */
function shortest(value: number): string {
  return String(Number(value.toPrecision(4))).replace("-", "−");
}
