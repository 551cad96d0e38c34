import { kernelTable } from "../generated/kernels.js";
import type { KernelName } from "../reference/kernel-name.js";
import { type Launch, Output } from "./engine.test-helper.js";
import { Samples } from "./samples.test-helper.js";

const rows = 211;
const cols = 193;
const n = rows * cols; // large enough that threads share the fastest kernel

/** For every kernel a launch with odd sizes that is worth sharing out among threads; several for those with several paths. */
export function largeLaunches(): Launch[] {
  return [...Object.keys(kernelTable).flatMap((kernel) => byParameters(kernel as KernelName)), ...products()];
}

/** Kernels with the same parameters take the same launches. */
function byParameters(kernel: KernelName): Launch[] {
  const samples = new Samples(kernelTable[kernel]!.code);
  const x = () => samples.wildFloats(n);
  const out = (length = n) => new Output(new Float32Array(length));
  const launch = (extent: number, ...args: Launch["args"]): Launch[] => [{ kernel, extent, args }];
  switch (kernelTable[kernel]!.parameters) {
    case "x y": {
      const input = kernel === "castI32" ? samples.integers(n, -9, 9) : kernel === "castU8" ? new Uint8Array(n) : x();
      return launch(n, input, kernel === "toI32" ? new Output(new Int32Array(n)) : out());
    }
    case "x dy dx":
      return launch(n, x(), x(), out());
    case "a b y cols aRow aCol bRow bCol scalar": {
      const y = /ess|qual/.test(kernel) ? new Output(new Uint8Array(n)) : out();
      return [
        ...launch(n, x(), x(), y, n, 0, 1, 0, 1, 0),
        ...launch(n, x(), x(), y, cols, cols, 1, 0, 1, 0),
        ...launch(n, x(), null, y, n, 0, 1, 0, 0, 1.5),
      ];
    }
    case "condition a b y":
      return launch(n, Uint8Array.from(samples.integers(n, 0, 2)), x(), x(), out());
    case "y value":
      return launch(n, out(), 1.5);
    case "x y n inner": {
      const y = (length: number) => (kernel === "argmax" ? new Output(new Int32Array(length)) : out(length));
      const size = kernel === "cumsum" ? n : 0;
      return [...launch(rows, x(), y(size || rows), cols, 1), ...launch(cols, x(), y(size || cols), rows, cols)];
    }
    case "x y cols":
      return launch(rows, samples.floats(n, -9, 9), out(), cols);
    case "y dy dx cols":
      return launch(rows, samples.floats(n, -4, 0), samples.floats(n), out(), cols);
    default:
      return special(kernel, samples, launch, out);
  }
}

function special(
  kernel: KernelName,
  samples: Samples,
  launch: (extent: number, ...args: Launch["args"]) => Launch[],
  out: (length?: number) => Output,
): Launch[] {
  const x = () => samples.floats(n);
  const state = () => new Output(samples.floats(n, 0, 2));
  const index = samples.integers(rows, 0, 7);
  const perRow = [samples.floats(rows), samples.floats(rows)] as const;
  const [B, H, T, D] = [3, 2, 33, 20];
  const strides = [T * H * D, D, H * D];
  const heads = () => samples.floats(B * T * H * D);
  const headOut = () => out(B * T * H * D);
  const lse = samples.floats(B * H * T, 3, 4);
  switch (kernel) {
    case "adamw":
      return launch(n, state(), x(), state(), state(), 1e-2, 0.9, 0.99, 1e-3, 0.1, 0.4, 0.2);
    case "sgd":
      return launch(
        n,
        state(),
        x(),
        state(),
        ...kernelTable
          .sgd!.parameters.split(" ")
          .slice(3)
          .map(() => 0.5),
      );
    case "uniform":
      return launch(n, out(), 1, 2, -3, 4);
    case "layerNorm":
      return launch(rows, x(), samples.floats(cols), null, out(), out(rows), out(rows), cols, 1e-5);
    case "layerNormBackward":
      return launch(rows, x(), samples.floats(cols), ...perRow, x(), out(), cols);
    case "layerNormBackwardWeight":
      return launch(cols, x(), ...perRow, x(), out(cols), out(cols), rows, cols);
    case "crossEntropy":
      return launch(rows, x(), index, out(rows), out(rows), cols, 3);
    case "crossEntropyBackward":
      return launch(rows, x(), index, ...perRow, out(), cols, 3);
    case "takeRows":
      return launch(rows, samples.floats(7 * cols), index, out(), cols);
    case "quantizeRows":
      return launch(rows, x(), new Output(new Int8Array(n)), out(rows), cols, 1, rows);
    case "takeQuantizedRows":
      return launch(rows, Int8Array.from(samples.integers(7 * cols, -127, 128)), samples.floats(7), index, out(), cols);
    case "matmulQuantized": {
      const w = Int8Array.from(samples.integers(n, -127, 128));
      const product = (M: number) =>
        launch(rows, samples.floats(M * cols), w, perRow[0], perRow[1], out(M * rows), M, rows, cols);
      return [...product(7), ...product(11)];
    }
    case "scatterAddRows":
      return launch(cols, x(), index, new Output(samples.floats(7 * cols)), rows, cols);
    case "copy32":
      return launch(rows, x(), out(), rows, 1, 1, cols, 1, 0, 0, rows, cols, 0, 0, 1);
    case "copy8": {
      const bytes = Uint8Array.from(samples.integers(n, 0, 256));
      return launch(rows, bytes, new Output(new Uint8Array(n)), rows, 1, 1, cols, 1, 0, 0, rows, cols, 0, 0, 1);
    }
    case "attention": {
      const outputs = [headOut(), out(B * H * T)];
      return launch(
        B * H,
        heads(),
        heads(),
        heads(),
        ...outputs,
        H,
        T,
        T,
        D,
        ...[strides, strides, strides].flat(),
        0.2,
        0,
      );
    }
    case "attentionBackward": {
      const inputs = [heads(), heads(), heads(), heads(), heads(), lse];
      const all = [strides, strides, strides, strides, strides].flat();
      return launch(B * H, ...inputs, headOut(), headOut(), headOut(), H, T, T, D, ...all, 0.2, 0);
    }
    default:
      return [];
  }
}

function products(): Launch[] {
  const samples = new Samples(99);
  const product = (
    batch: number,
    M: number,
    N: number,
    K: number,
    strides: readonly number[],
    bBatch: number,
  ): Launch => {
    const [a, b] = [samples.floats(batch * M * K), samples.floats(batch * K * N)];
    const y = new Output(new Float32Array(batch * M * N));
    return { kernel: "matmul", extent: batch * Math.max(M, N), args: [a, b, y, M, N, K, ...strides, M * K, bBatch] };
  };
  return [
    product(1, 67, 45, 61, [61, 1, 45, 1], 0),
    product(1, 67, 45, 300, [1, 67, 1, 300], 0),
    product(13, 11, 37, 41, [41, 1, 37, 1], 37 * 41),
    product(13, 3, 137, 141, [141, 1, 1, 141], 0),
    product(1, 501, 1, 403, [403, 1, 1, 1], 0),
  ];
}
