/**
 * What bench/kernels.mjs measures: for about n elements of its largest array, a kernel's launch and how many bytes it moves
 * at least. `floats`, `indices` and `bytes` give the address of a filled array.
 */
export const cases = [
  ...["square", "relu", "sqrt", "exp", "log", "tanh", "sigmoid", "gelu", "geluTanh", "silu", "erf", "sin"].map(unary),
  ...["geluBackward", "geluTanhBackward"].map(slope),
  ...["add", "mul", "div", "pow"].map((kernel) => pair(kernel, "a op b", (n) => [n, 0, 1, 0, 1, 0], 12)),
  pair("mul", "a op scalar", (n) => [n, 0, 1, 0, 0, 0], 8),
  pair("add", "rows + row of 64", () => [64, 64, 1, 0, 1, 0], 8),
  pair("sub", "rows - column", () => [64, 64, 1, 1, 0, 0], 8),
  pair("less", "a op b", (n) => [n, 0, 1, 0, 1, 0], 9),
  { kernel: "fill", note: "", moved: 4, launch: (n, { floats }) => [n, [floats(n), 1]] },
  {
    kernel: "where",
    note: "",
    moved: 13,
    launch: (n, { floats, bytes }) => [n, [bytes(n), floats(n), floats(n), floats(n)]],
  },
  { kernel: "castU8", note: "", moved: 5, launch: (n, { floats, bytes }) => [n, [bytes(n), floats(n)]] },
  { kernel: "uniform", note: "", moved: 4, launch: (n, { floats }) => [n, [floats(n), 1, 2, 3, 4]] },
  reduction("sum", "all", (n) => [1, n, 1]),
  reduction("sum", "rows of 64", (n) => [Math.ceil(n / 64), 64, 1]),
  reduction("sum", "columns of 64", (n) => [1, Math.ceil(n / 64), 64]),
  reduction("max", "all", (n) => [1, n, 1]),
  reduction("max", "rows of 64", (n) => [Math.ceil(n / 64), 64, 1]),
  reduction("max", "columns of 64", (n) => [1, Math.ceil(n / 64), 64]),
  reduction("argmax", "rows of 64", (n) => [Math.ceil(n / 64), 64, 1]),
  {
    kernel: "cumsum",
    note: "rows of 64",
    moved: 8,
    launch: (n, { floats }) => [rows(n), [floats(n), floats(n), 64, 1]],
  },
  ...["softmax", "logSoftmax"].map((kernel) => byRows(kernel, (_r, n, { floats }) => [floats(n), floats(n), 64], 8)),
  ...["softmaxBackward", "logSoftmaxBackward"].map((kernel) =>
    byRows(kernel, (_r, n, { floats }) => [floats(n), floats(n), floats(n), 64], 12),
  ),
  byRows(
    "layerNorm",
    (r, n, { floats }) => [floats(n), floats(64), floats(64), floats(n), floats(r), floats(r), 64, 1e-5],
    8,
  ),
  byRows(
    "layerNormBackward",
    (r, n, { floats }) => [floats(n), floats(64), floats(r), floats(r), floats(n), floats(n), 64],
    12,
  ),
  {
    kernel: "layerNormBackwardWeight",
    note: "columns of 64",
    moved: 8,
    launch: (n, { floats }) => [
      64,
      [floats(n), floats(rows(n)), floats(rows(n)), floats(n), floats(64), floats(64), rows(n), 64],
    ],
  },
  byRows("crossEntropy", (r, n, { floats, indices }) => [floats(n), indices(r, 64), floats(r), floats(r), 64, -1], 4),
  byRows(
    "crossEntropyBackward",
    (r, n, { floats, indices }) => [floats(n), indices(r, 64), floats(r), floats(r), floats(n), 64, -1],
    8,
  ),
  byRows("takeRows", (r, n, { floats, indices }) => [floats(65 * 64), indices(r, 65), floats(n), 64], 8),
  {
    kernel: "scatterAddRows",
    note: "rows of 64",
    moved: 12,
    launch: (n, { floats, indices }) => [64, [floats(n), indices(rows(n), 65), floats(65 * 64), rows(n), 64]],
  },
  copy("copy32", "transpose", (r) => [1, 1, r, 64, 0, 0, 1, r, 0, 0, 64, 1], 8),
  copy(
    "copy32",
    "heads out, (B, 64, 4, 16)",
    (r) => [Math.ceil(r / 64), 4, 64, 16, 4096, 16, 64, 1, 4096, 1024, 16, 1],
    8,
  ),
  copy("copy32", "rows of 64 of 192", (r) => [1, 1, r, 64, 0, 0, 192, 1, 0, 0, 64, 1], 8),
  copy("copy8", "transpose", (r) => [1, 1, r, 64, 0, 0, 1, r, 0, 0, 64, 1], 2),
  {
    kernel: "adamw",
    note: "",
    moved: 28,
    launch: (n, { floats }) => [
      n,
      [floats(n), floats(n), floats(n), floats(n), 1e-3, 0.9, 0.999, 1e-8, 0.01, 0.1, 0.001],
    ],
  },
  {
    kernel: "sgd",
    note: "momentum",
    moved: 20,
    launch: (n, { floats }) => [n, [floats(n), floats(n), floats(n), 0.1, 0.9, 0.1, 0]],
  },
];

function rows(n) {
  return Math.ceil(n / 64);
}

function unary(kernel) {
  return { kernel, note: "", moved: 8, launch: (n, { floats }) => [n, [floats(n), floats(n)]] };
}

function slope(kernel) {
  return { kernel, note: "", moved: 12, launch: (n, { floats }) => [n, [floats(n), floats(n), floats(n)]] };
}

function pair(kernel, note, strides, moved) {
  return { kernel, note, moved, launch: (n, { floats }) => [n, [floats(n), floats(n), floats(n), ...strides(n)]] };
}

function reduction(kernel, note, shape) {
  const launch = (n, { floats }) => {
    const [outer, middle, inner] = shape(n);
    return [outer * inner, [floats(outer * middle * inner), floats(outer * inner), middle, inner]];
  };
  return { kernel, note, moved: 4, launch };
}

function byRows(kernel, args, moved) {
  return { kernel, note: "rows of 64", moved, launch: (n, data) => [rows(n), args(rows(n), rows(n) * 64, data)] };
}

function copy(kernel, note, strides, moved) {
  const launch = (n, { floats }) => {
    const at = strides(rows(n));
    return [at[0], [floats(3 * 64 * (rows(n) + 64)), floats(64 * (rows(n) + 64)), ...at]];
  };
  return { kernel, note, moved, launch };
}
