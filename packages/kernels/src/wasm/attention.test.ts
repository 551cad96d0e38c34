import fc from "fast-check";
import { describe, it } from "vitest";
import { compare } from "./compare.test-helper.js";
import { type Launch, Output, TestEngine, testBuilds } from "./engine.test-helper.js";
import { Samples } from "./samples.test-helper.js";

interface Shape {
  readonly B: number;
  readonly H: number;
  readonly Tq: number;
  readonly Tk: number;
  readonly D: number;
  readonly offset: number;
}

/** q, k and v lie interleaved, (B, T, 3, H, D) as one projection gives them; y as (B, T, H, D). */
function strides({ H, Tq, Tk, D }: Shape): { q: number[]; k: number[]; y: number[] } {
  return { q: [Tq * H * D, D, H * D], k: [Tk * 2 * H * D, D, 2 * H * D], y: [Tq * H * D, D, H * D] };
}

function forward(shape: Shape, samples: Samples): Launch {
  const { B, H, Tq, Tk, D, offset } = shape;
  const { q, k, y } = strides(shape);
  const kv = samples.floats(B * Tk * 2 * H * D + 1);
  const args = [
    ...[samples.floats(B * Tq * H * D), kv, kv.slice(Math.min(kv.length - 1, H * D))],
    ...[new Output(new Float32Array(B * Tq * H * D)), new Output(new Float32Array(B * H * Tq))],
    ...[H, Tq, Tk, D, ...q, ...k, ...y, 1 / Math.sqrt(D), offset],
  ];
  return { kernel: "attention", extent: B * H, args };
}

/** The launch of the gradient, with y and lse as the fast kernel gave them. */
function backward(shape: Shape, { args }: Launch, engine: TestEngine, samples: Samples): Launch {
  const { B, H, Tq, Tk, D, offset } = shape;
  const { q, k, y } = strides(shape);
  const [yArray, lse] = engine.run({ kernel: "attention", extent: B * H, args });
  const dq = new Output(new Float32Array(B * Tq * H * D));
  const dkv = () => new Output(new Float32Array(B * Tk * H * D));
  return {
    kernel: "attentionBackward",
    extent: B * H,
    args: [
      ...[args[0]!, args[1]!, args[2]!, yArray!, samples.floats(B * Tq * H * D), lse!],
      ...[dq, dkv(), dkv(), H, Tq, Tk, D],
      ...[...q, ...k, ...y, ...q, Tk * H * D, D, H * D, 1 / Math.sqrt(D), offset],
    ],
  };
}

describe.each(testBuilds)("attention of the build %s", async (build) => {
  const engine = await TestEngine.create(build);
  const check = (shape: Shape, seed: number) => {
    const samples = new Samples(seed);
    const launch = forward(shape, samples);
    compare(engine, launch, { rtol: 2e-6, atol: 4e-6 }); // y averages v, of size 2
    // sums over keys, and over queries, of products with terms up to D 2 2 ds
    compare(engine, backward(shape, launch, engine, samples), {
      rtol: 1e-5,
      atol: 2e-6 * shape.D * Math.sqrt(shape.Tq),
    });
  };

  it("and its gradient agree with the reference on random shapes", () => {
    const size = fc.integer({ min: 0, max: 21 });
    const batch = fc.integer({ min: 1, max: 3 });
    const width = fc.integer({ min: 1, max: 18 });
    fc.assert(
      fc.property(
        batch,
        batch,
        size,
        size,
        width,
        fc.integer({ min: -2, max: 22 }),
        fc.nat(),
        (B, H, Tq, Tk, D, offset, seed) => check({ B, H, Tq, Tk, D, offset }, seed),
      ),
    );
  });

  it.each([
    { B: 1, H: 2, Tq: 64, Tk: 64, D: 32, offset: 0 },
    { B: 1, H: 1, Tq: 1, Tk: 37, D: 64, offset: 36 },
    { B: 1, H: 1, Tq: 130, Tk: 130, D: 24, offset: 0 },
    { B: 1, H: 1, Tq: 3, Tk: 2000, D: 64, offset: 1997 }, // more than one block of keys
    { B: 1, H: 1, Tq: 3, Tk: 2000, D: 64, offset: 2000 },
    { B: 1, H: 1, Tq: 60, Tk: 60, D: 520, offset: 0 },
  ])("agrees with the reference at %o", (shape) => check(shape, 1));

  it("averages over many keys without drifting", () => {
    const keys = 1500;
    const same = (value: number) => new Float32Array(keys).fill(value);
    const sizes = [1, 1, keys, 1, ...[1, 1, 1], ...[keys, 1, 1], ...[1, 1, 1], 1, keys];
    const outputs = [new Output(new Float32Array(1)), new Output(new Float32Array(1))];
    const args = [new Float32Array([1]), same(0), same(1.7), ...outputs, ...sizes];
    compare(engine, { kernel: "attention", extent: 1, args }, { rtol: 2e-6 }); // of one sum 1e-5
  });

  it.each([3, 1800])("merges blocks of keys when all the weight is on key %i of 2000", (heavy) => {
    const keys = 2000; // in blocks of 1536
    const score = (j: number) => (j === heavy ? 800 : 0);
    const q = new Float32Array([1]);
    const k = Float32Array.from({ length: keys }, (_, j) => score(j));
    const v = Float32Array.from({ length: keys }, (_, j) => j);
    const sizes = [1, 1, keys, 1, ...[1, 1, 1], ...[keys, 1, 1], ...[1, 1, 1], 1, keys];
    const outputs = [new Output(new Float32Array(1)), new Output(new Float32Array(1))];
    compare(engine, { kernel: "attention", extent: 1, args: [q, k, v, ...outputs, ...sizes] }, { rtol: 1e-6 });
  });
});
