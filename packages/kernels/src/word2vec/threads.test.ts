import { syncBuiltinESMExports } from "node:module";
import workerThreads, { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { chunk, skipGram, start } from "./cases.test-data.js";
import type { Word2vecEngine } from "./engine.js";

const engines: Word2vecEngine[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.close();
});

async function startThreads(threads: number): Promise<Word2vecEngine> {
  const engine = await start(skipGram, { threads });
  engines.push(engine);
  return engine;
}

/** Runs `make` with a Worker whose instances are noted. */
async function noting<T>(make: () => Promise<T>): Promise<{ value: T; workers: Worker[] }> {
  const workers: Worker[] = [];
  workerThreads.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      workers.push(this);
    }
  };
  syncBuiltinESMExports();
  try {
    return { value: await make(), workers };
  } finally {
    workerThreads.Worker = Worker;
    syncBuiltinESMExports();
  }
}

describe("threads of word2vec", () => {
  it("train every chunk once", async () => {
    const one = await startThreads(1);
    const three = await startThreads(3);
    expect(three.threads).toBe(3);
    for (let i = 1; i <= 20; i++) {
      await one.push({ ...chunk, lr: 0.002, random: [i, 1] });
      await three.push({ ...chunk, lr: 0.002, random: [i, 1] });
    }
    await three.drain();
    expect(three.trained).toBe(one.trained);
    const worst = Math.max(...one.input.map((value, i) => Math.abs(value - three.input[i]!)));
    expect(worst).toBeLessThan(0.1); // another order, and steps that were lost
  });

  it("of which one ends make the training an error", async () => {
    const { value: engine, workers } = await noting(() => startThreads(2));
    await engine.push(chunk);
    await engine.drain();
    await workers[1]!.terminate();
    await expect(engine.push(chunk)).rejects.toThrowErrorMatchingInlineSnapshot(`
      [EngineError: word2vec: a thread has ended.
        given:    it was ended from outside
        expected: threads that live as long as the training
        fix:      start anew from the last checkpoint, or with one thread, where a kernel's own error is thrown]
    `);
  });

  it("of which one fails make the training an error", async () => {
    const engine = await startThreads(2);
    const bad = { ...chunk, words: chunk.words.map(() => 0x20000000) }; // leads outside the memory
    await engine.push(bad);
    await expect(engine.drain()).rejects.toThrow("RuntimeError: memory access out of bounds");
  });

  it("end with close, and what waits for them gets an error", async () => {
    const engine = await startThreads(2);
    await engine.push(chunk);
    const waiting = expect(engine.drain()).rejects.toThrow("the threads were ended by close()");
    engine.close();
    await waiting;
    await expect(engine.push(chunk)).rejects.toThrow("the threads were ended by close()");
  });
});
