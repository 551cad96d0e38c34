import { afterAll, describe, expect, it } from "vitest";
import { createEngine, type Engine } from "../engine.js";
import { controlBase, kernelTable } from "../generated/kernels.js";
import type { KernelName } from "../reference/kernel-name.js";
import { type Launch, Output, testBuilds } from "../wasm/engine.test-helper.js";
import { largeLaunches } from "../wasm/launches.test-data.js";
import { opWord } from "../work.js";
import { control } from "./control.js";

/** One NaN for all: which of two comes out of an addition depends on how far a function has been optimised. */
function sameNaN(bytes: Uint8Array): void {
  const floats = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  for (let i = 0; i < floats.length; i++) if (Number.isNaN(floats[i])) floats[i] = Number.NaN;
}

const guard = 60; // bytes before an array, which so lies off the grid of cache lines

type Run = { readonly outputs: Buffer; readonly byWorkers: number };

/** Runs a launch between guard zones. Returns all outputs, and how many chunks the workers did. Throws: where a guard was written. */
function run(engine: Engine, { kernel, extent, args }: Launch): Run {
  const placed: { address: number; bytes: number; isOutput: boolean }[] = [];
  const values = args.map((arg) => {
    if (arg === null || typeof arg === "number") return arg ?? 0;
    const array = arg instanceof Output ? arg.array : arg;
    const bytes = array.byteLength;
    const block = engine.allocate(bytes + 128);
    engine.uint8(block, bytes + 128).fill(0xff);
    engine.uint8(block + guard, bytes).set(new Uint8Array(array.buffer, array.byteOffset, bytes));
    placed.push({ address: block, bytes, isOutput: arg instanceof Output });
    return block + guard;
  });
  engine.launch(kernel, extent, values);
  const byWorkers = engine.int32(controlBase, 64)[control.finished]!;
  const outputs = placed.map(({ address, bytes, isOutput }) => {
    const all = engine.uint8(address, bytes + 128).slice();
    engine.free(address);
    const isWhole = [...all.subarray(0, guard), ...all.subarray(guard + bytes)].every((byte) => byte === 255);
    if (!isWhole) throw new Error(`${kernel} wrote outside its arrays`);
    sameNaN(all);
    return isOutput ? all : new Uint8Array(0);
  });
  return { outputs: Buffer.concat(outputs), byWorkers };
}

const shared = testBuilds.filter((build) => build.endsWith("-shared"));

describe.each(shared)("threads of the build %s", async (build) => {
  const one = await createEngine({ build, threads: 1 });
  const several = await Promise.all([2, 3, 4].map((threads) => createEngine({ build, threads })));
  afterAll(() => {
    for (const engine of several) engine.close();
  });

  it.each(largeLaunches().map((launch) => [launch.kernel, launch] as const))("%s: the same bits", (_, launch) => {
    const expected = run(one, launch);
    expect(expected.byWorkers).toBe(0);
    for (const engine of several) {
      const until = performance.now() + 10_000;
      let helped = 0;
      while (helped === 0) {
        const { outputs, byWorkers } = run(engine, launch);
        if (!outputs.equals(expected.outputs)) throw new Error(`other bits on ${engine.threads} threads`);
        helped = byWorkers;
        if (performance.now() > until) throw new Error(`no worker of ${engine.threads - 1} took part`);
      }
    }
  });
});

describe("the launches of this test", () => {
  it("are of every kernel, and all worth a fork", () => {
    const launches = largeLaunches();
    expect(new Set(launches.map(({ kernel }) => kernel))).toEqual(new Set(Object.keys(kernelTable) as KernelName[]));
    for (const { kernel, extent, args } of launches) {
      const numbers = args.map((arg) => (typeof arg === "number" ? arg : 0));
      expect(opWord(kernelTable[kernel]!.code, extent, numbers) >>> 16, kernel).toBeGreaterThan(0);
    }
  });
});
