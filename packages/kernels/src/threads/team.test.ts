import { syncBuiltinESMExports } from "node:module";
import workerThreads, { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createEngine, type Engine } from "../engine.js";
import { controlBase } from "../generated/kernels.js";
import { testBuilds } from "../wasm/engine.test-helper.js";
import { control } from "./control.js";

const build = testBuilds.find((name) => name.endsWith("-shared"))!;
const engines: Engine[] = [];

async function start(threads = 2): Promise<Engine> {
  const engine = await createEngine({ build, threads });
  engines.push(engine);
  return engine;
}

afterEach(() => {
  for (const engine of engines.splice(0)) engine.close();
});

const words = (engine: Engine) => engine.int32(controlBase, 64);

/** Launches until a worker has taken part, so that all that follows finds it awake. */
function waitForHelp(engine: Engine): void {
  const n = 100_000;
  const x = engine.allocate(4 * n);
  const until = performance.now() + 10_000;
  do engine.launch("fill", n, [x, 1]);
  while (words(engine)[control.finished] === 0 && performance.now() < until);
  expect(words(engine)[control.finished]).toBeGreaterThan(0);
  engine.free(x);
}

/** The workers that Node starts while `f` runs. */
async function workersOf(f: () => Promise<unknown>): Promise<Worker[]> {
  const started: Worker[] = [];
  workerThreads.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      started.push(this);
    }
  };
  syncBuiltinESMExports();
  try {
    await f();
  } finally {
    workerThreads.Worker = Worker;
    syncBuiltinESMExports();
  }
  return started;
}

/** Starts a thread that takes a chunk as workers do, of one of the next launches, and does something else instead. */
async function takeChunk(engine: Engine, instead: string): Promise<void> {
  const thief = new Worker(
    `const { workerData: words, parentPort } = require("node:worker_threads");
     parentPort.postMessage("here");
     for (let taken = false; !taken; ) {
       const open = Atomics.load(words, 0);
       if (open >>> 16 <= (open & 0xffff)) continue;
       taken = Atomics.compareExchange(words, 0, open, open - 0x10000) === open;
     }
     ${instead}`,
    { eval: true, workerData: words(engine) },
  );
  await new Promise((resolve) => thief.once("message", resolve));
}

const setPatience = (engine: Engine, milliseconds: number) =>
  (new BigInt64Array(words(engine).buffer, controlBase + 4 * control.patience, 1)[0] =
    BigInt(milliseconds) * 1_000_000n);

describe("an engine with threads", () => {
  it("has as many as were asked for, and one after close", async () => {
    const engine = await start(3);
    expect(engine.threads).toBe(3);
    waitForHelp(engine);
    engine.close();
    expect(engine.threads).toBe(1);
    const y = engine.allocate(400_000);
    engine.launch("fill", 100_000, [y, 2]);
    expect(engine.float32(y, 100_000).every((value) => value === 2)).toBe(true);
  });

  it("ends its workers with close, whether they sleep or have not begun", async () => {
    let engine!: Engine;
    const workers = await workersOf(async () => {
      engine = await start(3);
    });
    const ended = workers.map((worker) => new Promise((resolve) => worker.once("exit", resolve)));
    engine.close();
    expect(await Promise.all(ended)).toEqual([0, 0]);

    const [sleeper] = await workersOf(async () => {
      engine = await start(2);
    });
    waitForHelp(engine);
    await vi.waitUntil(() => words(engine)[control.sleepers] === 1);
    engine.close();
    expect(await new Promise((resolve) => sleeper!.once("exit", resolve))).toBe(0);
  });

  it("refuses to go on when a worker was ended from outside", async () => {
    let engine!: Engine;
    const [worker] = await workersOf(async () => {
      engine = await start();
    });
    waitForHelp(engine);
    await worker!.terminate();
    await vi.waitUntil(() => engine.threads === 1);
    expect(() => engine.launch("neg", 1, [64, 64])).toThrowErrorMatchingInlineSnapshot(`
      [EngineError: run: thread 1 has ended.
        given:    it was ended from outside
        expected: threads that live as long as the engine
        fix:      start anew with init(), or with init({ threads: 1 }), where a kernel's own error is thrown]
    `);
  });

  it("waits no longer than its patience for a worker that was ended while it had a part", async () => {
    const engine = await start();
    waitForHelp(engine);
    setPatience(engine, 25);
    await takeChunk(engine, "process.exit()");
    const x = engine.allocate(4e7);
    const began = performance.now();
    expect(() => {
      for (;;) engine.launch("exp", 1e7, [x, x]);
    }).toThrowErrorMatchingInlineSnapshot(`
      [EngineError: run: a thread did not finish its part of exp.
        given:    no progress for 30 s
        expected: threads that live as long as the engine
        fix:      start anew with init(), or with init({ threads: 1 }), where a kernel's own error is thrown]
    `);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(() => engine.launch("neg", 1, [x, x])).toThrow("a thread did not finish its part of exp");
  });

  it("does not take a worker that is late for one that is lost, as after a halt of the whole process", async () => {
    const engine = await start();
    waitForHelp(engine);
    setPatience(engine, 200);
    await takeChunk(
      engine,
      `Atomics.wait(words, 60, 0, 500); Atomics.add(words, ${control.finished}, 1); Atomics.notify(words, ${control.finished});`,
    );
    const x = engine.allocate(4e7);
    const began = performance.now();
    for (let longest = 0; longest < 400 && performance.now() - began < 20_000; ) {
      const before = performance.now();
      engine.launch("fill", 1e7, [x, 1]);
      longest = Math.max(longest, performance.now() - before);
    }
    engine.launch("neg", 1, [x, x]);
  });

  it("names the thread and the kernel when a worker traps", async () => {
    for (let attempt = 0; attempt < 50; attempt++) {
      const engine = await start();
      waitForHelp(engine);
      const n = 2 ** 20; // milliseconds, in which the worker comes; the end of the last chunk lies beyond the memory
      const x = engine.memory().reserved - 4 * n + 4096;
      let message = "";
      try {
        engine.launch("sin", n, [x, x]);
      } catch (error) {
        message = String(error);
      }
      if (message.startsWith("RuntimeError")) continue; // this thread came to it first
      expect(message).toMatchInlineSnapshot(`
        "EngineError: run: thread 1 failed in sin.
          given:    a trap in WebAssembly
          expected: threads that live as long as the engine
          fix:      start anew with init(), or with init({ threads: 1 }), where a kernel's own error is thrown"
      `);
      expect(() => engine.launch("neg", 1, [64, 64])).toThrow("thread 1 failed in sin");
      return;
    }
    expect.fail("the worker never came first");
  });

  it("throws a trap of its own as it is, and then stops: other threads may be at it still", async () => {
    const engine = await start();
    expect(() => engine.launch("neg", 1, [4e9, 4e9])).toThrow(WebAssembly.RuntimeError);
    expect(() => engine.launch("neg", 1, [64, 64])).toThrowErrorMatchingInlineSnapshot(`
      [EngineError: run: thread 0 failed in an earlier launch.
        given:    RuntimeError: memory access out of bounds
        expected: threads that live as long as the engine
        fix:      start anew with init(), or with init({ threads: 1 }), where a kernel's own error is thrown]
    `);
  });

  it("computes in memory that grew while the workers lived", async () => {
    const engine = await start();
    waitForHelp(engine);
    const n = 2 ** 20;
    const x = engine.allocate(2.2 * 1024 ** 3);
    const y = x + 2 ** 31 + 64 - ((x + 2 ** 31) % 64); // beyond what a signed address reaches
    let helped = 0;
    for (let i = 1; helped === 0 && i < 1000; i++) {
      engine.launch("fill", n, [y, i]);
      expect(engine.float32(y, n).every((value) => value === i)).toBe(true);
      helped = words(engine)[control.finished]!;
    }
    expect(helped).toBeGreaterThan(0);
  });

  it("says what is held when memory ends", async () => {
    const engine = await start();
    engine.allocate(1000);
    expect(() => engine.allocate(5e9)).toThrow("out of memory for 4.7 GiB");
  });
});

describe("threads that cannot be", () => {
  it("leave one, and it is said once", async () => {
    const info = vi.spyOn(console, "info").mockImplementation(() => {});
    workerThreads.Worker = class {
      constructor() {
        throw new Error("no threads today");
      }
    } as unknown as typeof Worker;
    syncBuiltinESMExports();
    const engine = await start(2).finally(() => {
      workerThreads.Worker = Worker;
      syncBuiltinESMExports();
    });
    expect(engine.threads).toBe(1);
    expect(info.mock.calls).toEqual([["cairn: one thread, since a Worker could not be made: Error: no threads today"]]);
    info.mockRestore();
  });
});
