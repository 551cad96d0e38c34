import { Rng, type Shape } from "@cairn-ml/tensor";
import {
  alongAxis,
  apart,
  binary,
  comparison,
  distinct,
  layouts,
  type OpEntry,
  type OpSample,
  positive,
  real,
  reduction,
  sample,
  unary,
} from "./op-sample-kinds.test-data.js";
import * as terms from "./op-terms.test-data.js";

const emptyAxis = [sample("an empty axis", (m) => [m.real([2, 0])], 1)];
const { multilinear } = terms;
const copies = (samples: OpSample[], gradient: OpEntry["gradient"] = "some"): OpEntry => ({
  gradient,
  terms: multilinear,
  samples,
});

const matmulShapes: readonly (readonly [Shape, Shape])[] = [
  [
    [3, 4],
    [4, 5],
  ],
  [
    [1, 1],
    [1, 1],
  ],
  [[4], [4]],
  [[4], [4, 3]],
  [[3, 4], [4]],
  [
    [2, 3, 4],
    [4, 2],
  ],
  [[2, 3, 4], [4]],
  [
    [3, 4],
    [2, 4, 2],
  ],
  [
    [2, 1, 2, 3],
    [1, 2, 3, 2],
  ],
  [
    [0, 4],
    [4, 3],
  ],
  [
    [3, 0],
    [0, 2],
  ],
  [
    [2, 3, 0],
    [0, 2],
  ],
  [
    [0, 2, 3],
    [3, 2],
  ],
];

/** Every op, with inputs that show what it does. */
export const opSamples: Readonly<Record<string, OpEntry>> = {
  abs: unary(apart),
  add: binary(real, real),
  argmax: alongAxis(distinct, multilinear, "constant"),
  astype: {
    gradient: "none",
    terms: multilinear,
    samples: [
      sample("to int32", (m) => [m.apart([2, 3])], "int32"),
      sample("a view to int32", (m) => [m.apart([4, 3]).mT], "int32"),
      sample("from int32", (m) => [m.indices(9, [2, 3])], "float32"),
      sample("from bool", (m) => [m.mask([5])], "float32"),
      sample("empty", (m) => [m.apart([0])], "int32"),
    ],
  },
  concat: copies([
    sample("axis 0", (m) => [m.real([2, 3]), m.real([1, 3]), m.real([0, 3])], 0),
    sample("axis -1", (m) => [m.real([2, 3]), m.real([3, 2]).mT], -1),
    sample("axis 1 of three", (m) => [m.real([2, 1, 2]), m.real([2, 2, 2])], 1),
  ]),
  copy: copies(layouts(real)),
  cos: unary(real),
  crossEntropy: {
    gradient: "some",
    terms: terms.crossEntropyTerms,
    samples: [
      sample("mean", (m) => [m.real([4, 5]), m.indices(5, [4])]),
      sample("sum", (m) => [m.real([4, 5]), m.indices(5, [4])], { reduction: "sum" }),
      sample("none, three axes", (m) => [m.real([2, 3, 4]), m.indices(4, [2, 3])], { reduction: "none" }),
      sample("ignored", (m) => [m.real([4, 3]), m.integers([2, -100, 0, -100])]),
      sample("another ignored", (m) => [m.real([3, 3]), m.integers([2, 0, 1])], { ignoreIndex: 0, reduction: "none" }),
      sample("smoothed", (m) => [m.real([3, 4]), m.integers([1, -100, 3])], { labelSmoothing: 0.1 }),
      sample("one row", (m) => [m.real([4]), m.indices(4, [])]),
      sample("transposed", (m) => [m.real([4, 3]).mT, m.indices(4, [3])]),
    ],
  },
  cumsum: alongAxis(real, terms.cumsumTerms),
  detach: { ...copies(layouts(real)), gradient: "constant" },
  div: binary(real, positive),
  dropout: copies([
    sample("a third", (m) => [m.real([4, 5])], new Rng(3), 0.3),
    sample("none", (m) => [m.real([4])], new Rng(3), 0),
    sample("of a view", (m) => [m.real([4, 3]).mT], new Rng(4), 0.5),
  ]),
  equal: comparison(),
  erf: unary(real, terms.erfTerms),
  exp: unary(real),
  expand: copies([
    sample("an axis of 1", (m) => [m.real([3, 1])], [3, 4]),
    sample("axes in front", (m) => [m.real([3])], [2, 1, 3]),
    sample("a scalar", (m) => [m.real([])], [2, 2]),
    sample("to nothing", (m) => [m.real([1, 3])], [0, 3]),
    sample("twice", (m) => [m.real([2, 1]).expand([2, 3])], [2, 2, 3]),
  ]),
  flatten: copies([
    sample("all", (m) => [m.real([2, 3, 2])]),
    sample("from 1", (m) => [m.real([2, 3, 2])], 1),
    sample("a scalar", (m) => [m.real([])]),
    sample("transposed", (m) => [m.real([2, 3]).mT]),
  ]),
  floor: unary(apart, terms.elementwise(), "zero"),
  gelu: {
    gradient: "some",
    terms: terms.geluTerms,
    samples: [...layouts(real), ...layouts(real, { approximate: "tanh" }), sample("empty", (m) => [m.real([0])])],
  },
  greater: comparison(),
  greaterEqual: comparison(),
  layerNorm: {
    gradient: "some",
    terms: terms.layerNormTerms,
    samples: [
      sample("(2, 4)", (m) => [m.real([2, 4]), m.real([4]), m.real([4])]),
      sample("(2, 2, 5)", (m) => [m.real([2, 2, 5]), m.real([5]), m.real([5])]),
      sample("no bias", (m) => [m.real([3, 4]), m.real([4]), null]),
      sample("no weight", (m) => [m.real([3, 4]), null, m.real([4])]),
      sample("neither, one row", (m) => [m.real([6]), null, null]),
      sample("far from zero", (m) => [m.real([2, 5], 40, 44), m.real([5]), m.real([5])], 1e-3),
      sample("views", (m) => [m.real([4, 3]).mT, m.real([1]).expand([4]), m.real([8]).slice([[0, 8, 2]])]),
      sample("no rows", (m) => [m.real([0, 3]), m.real([3]), m.real([3])]),
    ],
  },
  less: comparison(),
  lessEqual: comparison(),
  log: unary(positive),
  logSoftmax: alongAxis(real, terms.logSoftmaxTerms),
  logsumexp: reduction(real, terms.logsumexpTerms),
  matmul: {
    gradient: "some",
    terms: multilinear,
    samples: [
      ...matmulShapes.map(([a, b]) => sample(`(${a}) and (${b})`, (m) => [m.real(a), m.real(b)])),
      sample("a.mT b", (m) => [m.real([3, 2]).mT, m.real([3, 4])]),
      sample("a b.mT", (m) => [m.real([2, 3]), m.real([4, 3]).mT]),
      sample("a.mT b.mT", (m) => [m.real([3, 2]).mT, m.real([4, 3]).mT]),
      sample("batches transposed", (m) => [m.real([3, 2, 4]).transpose([1, 0, 2]), m.real([2, 4, 2])]),
      sample("sliced", (m) => [
        m.real([5, 8]).slice([
          [1, 4],
          [0, 8, 2],
        ]),
        m.real([6, 3]).slice([[2, 6]]),
      ]),
      sample("repeated", (m) => [m.real([1, 3]).expand([2, 3]), m.real([3, 1]).expand([3, 2])]),
      sample("repeated batches", (m) => [m.real([1, 2, 3]).expand([2, 2, 3]), m.real([2, 1, 3, 2])]),
    ],
  },
  max: reduction(distinct, multilinear),
  maximum: binary(distinct, (m, shape) => m.distinct(shape, 0.013)),
  mean: reduction(real, multilinear),
  min: reduction(distinct, multilinear),
  minimum: binary(distinct, (m, shape) => m.distinct(shape, 0.013)),
  mul: binary(real, real),
  neg: unary(real),
  notEqual: comparison(),
  pow: {
    ...binary(positive, real),
    samples: [...binary(positive, real).samples, sample("below 0", (m) => [m.real([4])], 3)],
  },
  reciprocal: unary(positive),
  relu: unary(apart),
  reshape: copies([
    sample("worked out", (m) => [m.real([2, 6])], [3, -1]),
    sample("to nothing", (m) => [m.real([1])], []),
    sample("transposed", (m) => [m.real([3, 4]).mT], [2, 6]),
    sample("empty", (m) => [m.real([0, 3])], [2, 0]),
    sample("expanded", (m) => [m.real([2, 1]).expand([2, 3])], [6]),
  ]),
  rsqrt: unary(positive),
  scaledDotProductAttention: {
    gradient: "some",
    terms: terms.attentionTerms,
    samples: [
      sample("all", (m) => [m.real([1, 2, 3, 4]), m.real([1, 2, 3, 4]), m.real([1, 2, 3, 4])]),
      sample("causal", (m) => [m.real([2, 1, 3, 2]), m.real([2, 1, 3, 2]), m.real([2, 1, 3, 2])], { causal: true }),
      sample("more keys", (m) => [m.real([1, 1, 2, 3]), m.real([1, 1, 4, 3]), m.real([1, 1, 4, 3])], { causal: true }),
      sample("more queries", (m) => [m.real([1, 1, 4, 3]), m.real([1, 1, 2, 3]), m.real([1, 1, 2, 3])], { scale: 0.3 }),
      sample("one", (m) => [m.real([1, 1, 1, 1]), m.real([1, 1, 1, 1]), m.real([1, 1, 1, 1])]),
      sample("views", (m) => {
        const heads = () => m.real([1, 3, 2, 2]).transpose([0, 2, 1, 3]);
        return [heads(), heads(), m.real([1, 2, 2, 3]).mT];
      }),
    ],
  },
  selfAttention: {
    gradient: "some",
    terms: terms.selfAttentionTerms,
    samples: [
      sample("one head", (m) => [m.real([2, 3, 6])], 1),
      sample("two heads, causal", (m) => [m.real([1, 3, 12])], 2, { causal: true }),
      sample("a view", (m) => [m.real([1, 6, 3]).mT], 2, { scale: 0.5 }),
    ],
  },
  sigmoid: unary(real, terms.sigmoidTerms),
  sign: unary(apart, terms.elementwise(), "zero"),
  silu: unary(real, terms.siluTerms),
  sin: unary(real),
  slice: copies([
    sample("rows", (m) => [m.real([4, 3])], [[1, 3]]),
    sample("steps", (m) => [m.real([5, 7])], [
      [0, 5, 2],
      [1, 7, 3],
    ]),
    sample("from the end", (m) => [m.real([4, 3])], [null, [-2, 3]]),
    sample("nothing", (m) => [m.real([4, 3])], [[2, 2]]),
    sample("transposed", (m) => [m.real([4, 3]).mT], [
      [1, 3],
      [0, 4, 2],
    ]),
  ]),
  softmax: alongAxis(real, terms.softmaxTerms),
  sqrt: unary(positive),
  square: unary(real),
  stack: copies([
    sample("axis 0", (m) => [m.real([2, 3]), m.real([2, 3])], 0),
    sample("axis -1", (m) => [m.real([2, 3]), m.real([3, 2]).mT], -1),
    sample("scalars", (m) => [m.real([]), m.real([]), m.real([])], 0),
  ]),
  sub: binary(real, real),
  sum: reduction(real, multilinear, emptyAxis),
  take: copies([
    sample("twice the same", (m) => [m.real([4, 3]), m.integers([1, 0, 1, 3])]),
    sample("(2, 3) indices", (m) => [m.real([5, 2]), m.indices(5, [2, 3])]),
    sample("a scalar index", (m) => [m.real([5, 2]), m.indices(5, [])]),
    sample("no index", (m) => [m.real([5, 2]), m.indices(5, [0])]),
    sample("a transposed table", (m) => [m.real([2, 5]).mT, m.indices(5, [3])]),
  ]),
  tanh: unary(real, terms.tanhTerms),
  transpose: copies([
    sample("reversed", (m) => [m.real([2, 3, 4])]),
    sample("ordered", (m) => [m.real([2, 3, 2, 1])], [2, 0, 3, 1]),
    sample("negative axes", (m) => [m.real([2, 3])], [-1, 0]),
    sample("a scalar", (m) => [m.real([])]),
  ]),
  variance: reduction(real, terms.varianceTerms, [
    sample("corrected", (m) => [m.real([3, 4])], -1, { correction: 1, keepdims: true }),
  ]),
  where: {
    gradient: "some",
    terms: terms.elementwise(),
    samples: [
      sample("(2, 3)", (m) => [m.mask([2, 3]), m.real([2, 3]), m.real([2, 3])]),
      sample("broadcast", (m) => [m.mask([2, 1, 3]), m.real([4, 1]), m.real([])]),
      sample("a number", (m) => [m.mask([2, 3]), m.real([3])], 0),
      sample("views", (m) => [m.mask([3, 2]).mT, m.real([3, 2]).mT, m.real([1]).expand([2, 3])]),
      sample("empty", (m) => [m.mask([0]), m.real([1]), m.real([])]),
    ],
  },
};
