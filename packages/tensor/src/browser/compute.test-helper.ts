import { fromData, init, type Tensor, WasmDevice } from "../index.js";

export interface Findings {
  readonly threads: number;
  readonly build: string;
  /** Whether another thread than the calling one computed a part. */
  readonly helped: boolean;
  /** A product of whole numbers, which has no rounding. */
  readonly exact: number[];
  /** The bits of a product of fractions on all threads, and on one. */
  readonly shared: number[];
  readonly alone: number[];
}

export const size = 160;
const chunksByWorkers = 1024 + 64; // the word `finished` of the control block

/** The same numbers everywhere. */
export function numbers(scale: number): number[] {
  return Array.from({ length: size * size }, (_, i) => (((i * 7919) % 17) - 8) * scale);
}

/** Multiplies matrices on the threads that there are, and on one. */
export async function compute(): Promise<Findings> {
  const device = await init({ threads: 2 });
  if (!(device instanceof WasmDevice)) throw new Error("init() gave another device");
  const helped = await untilHelped(device);
  const { threads } = device;
  const exact = [...product(1).data()].map(Number);
  const shared = bits(product(0.1));
  await init({ threads: 1 });
  const alone = bits(product(0.1));
  device.close();
  return { threads, build: device.engine.build, helped, exact, shared, alone };
}

function product(scale: number): Tensor {
  const a = fromData(numbers(scale), [size, size]);
  return a.matmul(a);
}

const bits = (x: Tensor) => [...new Int32Array((x.data() as Float32Array).buffer)];

async function untilHelped(device: WasmDevice): Promise<boolean> {
  if (device.threads === 1) return false;
  const until = performance.now() + 20_000;
  while (performance.now() < until) {
    product(1).dispose();
    if (device.engine.int32(chunksByWorkers, 1)[0]! > 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return false;
}
