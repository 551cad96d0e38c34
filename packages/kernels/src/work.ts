import { kernelTable } from "./generated/kernels.js";
import type { KernelName } from "./reference/kernel-name.js";

/** How long a kernel takes for one unit of its extent, and how that is cut. */
interface Cost {
  /** Picoseconds of a step on one thread; a factor of two does not matter. */
  readonly time: number;
  /** A unit has as many steps as the product of these arguments. */
  readonly factors: readonly string[];
  /** Parts begin at multiples of it: tiles, or cache lines, which two threads should not both write. */
  readonly grain: number;
}

const elements = (time: number): Cost => ({ time, factors: [], grain: 64 }); // a line of bytes
const rows = (time: number): Cost => ({ time, factors: ["cols"], grain: 1 });
const columns = (time: number): Cost => ({ time, factors: ["rows"], grain: 16 });
const reduction = (time: number): Cost => ({ time, factors: ["n"], grain: 16 });
const copy = (time: number): Cost => ({ time, factors: ["d1", "d2", "d3"], grain: 1 });
const heads = (time: number): Cost => ({ time, factors: ["Tq", "Tk", "D"], grain: 1 });

const costs: Readonly<Record<KernelName, Cost>> = {
  neg: elements(100),
  abs: elements(100),
  square: elements(100),
  relu: elements(100),
  floor: elements(150),
  fill: elements(150),
  castI32: elements(150),
  add: elements(100),
  sub: elements(100),
  mul: elements(100),
  sign: elements(200),
  toI32: elements(200),
  div: elements(200),
  minimum: elements(200),
  maximum: elements(200),
  reluBackward: elements(200),
  sigmoidBackward: elements(250),
  equal: elements(200),
  notEqual: elements(200),
  less: elements(200),
  lessEqual: elements(200),
  sqrt: elements(500),
  rsqrt: elements(500),
  castU8: elements(200),
  where: elements(250),
  adamw: elements(500),
  sgd: elements(500),
  exp: elements(1000),
  tanh: elements(1000),
  sigmoid: elements(1000),
  silu: elements(1000),
  log: elements(2000),
  erf: elements(2000),
  gelu: elements(2000),
  geluTanh: elements(2000),
  geluBackward: elements(2000),
  geluTanhBackward: elements(2000),
  uniform: elements(1800),
  sin: elements(6000),
  cos: elements(6000),
  pow: elements(35000),
  takeRows: rows(150),
  softmaxBackward: rows(400),
  layerNorm: rows(800),
  layerNormBackward: rows(700),
  logSoftmaxBackward: rows(700),
  crossEntropyBackward: rows(700),
  softmax: rows(900),
  logSoftmax: rows(1200),
  crossEntropy: rows(900),
  scatterAddRows: columns(150),
  layerNormBackwardWeight: columns(1200),
  sum: reduction(150),
  max: reduction(150),
  min: reduction(150),
  argmax: reduction(1300),
  cumsum: reduction(1300),
  copy32: copy(200),
  copy8: copy(400),
  quantizeRows: rows(3000),
  takeQuantizedRows: rows(300),
  matmulQuantized: { time: 50, factors: ["M", "K"], grain: 32 },
  matmul: { time: 36, factors: ["K"], grain: 6 },
  attention: heads(120),
  attentionBackward: heads(250),
};

const leastWork = 4e6; // ps in a launch that is forked; a fork costs a tenth of it while the workers are awake
const wakingWork = 3e7; // ps in a launch for which sleeping threads are woken, which takes some 10 µs
const chunkWork = 2e6; // ps in a chunk at least
const mostChunks = 16; // enough that the last to finish is not late by much
const productSpan = 128; // rows or columns in a chunk of a product, since each packs the whole of the other operand
const longest = 65535; // units in a chunk: half a word of the record

interface Entry {
  readonly time: number;
  /** Places of arguments. */
  readonly factors: readonly number[];
  readonly grain: number;
  readonly isProduct: boolean;
}

const entries = Object.entries(kernelTable).map(([name, { parameters }]): Entry => {
  const { time, factors, grain } = costs[name as KernelName];
  const places = parameters.split(" ");
  return { time, factors: factors.map((factor) => places.indexOf(factor)), grain, isProduct: name === "matmul" };
});

/**
 * The first word of a record: the kernel's code in the lowest byte; where the launch is large enough for several threads, how
 * many units of its extent one takes at a time in the upper half, and in the second byte a 1 if sleeping threads are to be
 * woken for it. The shape decides, and nothing else.
 */
export function opWord(code: number, extent: number, args: readonly number[]): number {
  const entry = entries[code]!;
  let work = extent * entry.time;
  for (let i = 0; i < entry.factors.length; i++) work *= args[entry.factors[i]!]!;
  if (entry.isProduct) work *= productTime(Math.min(args[3]!, args[4]!)); // the extent spans the larger of M and N
  if (work < leastWork) return code;
  const length = cut(entry, work, extent, args);
  return length === 0 ? code : code | (work < wakingWork ? 0 : 1 << 8) | (length << 16);
}

/** The time of so many rows, or columns, by that of one in many: one alone waits for memory. */
function productTime(rows: number): number {
  return rows === 1 ? 4 : rows;
}

function cut({ grain, isProduct }: Entry, work: number, extent: number, args: readonly number[]): number {
  let pairs = Math.min(mostChunks, work / chunkWork) / 2; // of chunks: an odd one would leave one of two threads idle
  if (isProduct) {
    pairs = Math.min(pairs, Math.ceil(extent / productSpan / 2));
    grain = productGrain(args[3]!, args[4]!, extent);
  }
  const length = Math.ceil(extent / Math.floor(pairs) / 2 / grain) * grain;
  if (length > longest) return longest - (longest % grain);
  return length < extent ? length : 0;
}

function productGrain(M: number, N: number, extent: number): number {
  const span = Math.max(M, N);
  if (span < extent && span <= productSpan) return span; // whole products of a batch
  return N >= M ? 16 : costs.matmul.grain; // columns by cache lines, rows by tiles
}
