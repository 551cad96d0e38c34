import { availableParallelism } from "node:os";
import { afterEach, describe, expect, it, vi } from "vitest";
import { planThreads } from "./machine.js";

afterEach(() => vi.unstubAllGlobals());

/** As if this were a browser. */
function pretend(globals: Record<string, unknown>): void {
  vi.stubGlobal("process", undefined);
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
}

describe("planThreads", () => {
  it("takes what the machine runs at once, what is asked for, and 16 at most", async () => {
    expect(await planThreads(undefined)).toEqual({ threads: Math.min(16, availableParallelism()), reason: null });
    expect(await planThreads(3)).toEqual({ threads: 3, reason: null });
    expect(await planThreads(64)).toEqual({ threads: 16, reason: null });
  });

  it("refuses what is no count", async () => {
    for (const wanted of [0, -1, 1.5, Number.NaN]) {
      await expect(planThreads(wanted)).rejects.toThrow(`threads is not a count.\n  given:    threads ${wanted}`);
    }
  });

  it("has threads in an isolated browser's Worker", async () => {
    pretend({ crossOriginIsolated: true, navigator: { hardwareConcurrency: 8 }, Worker: class {} });
    expect(await planThreads(undefined)).toEqual({ threads: 8, reason: null });
    expect(await planThreads(2)).toEqual({ threads: 2, reason: null });
  });

  it("has one on a page's main thread and where memory cannot be shared, and says why", async () => {
    pretend({ crossOriginIsolated: true, document: {}, Worker: class {} });
    expect(await planThreads(4)).toEqual({ threads: 1, reason: expect.stringContaining("may not wait") });
    vi.stubGlobal("document", undefined);
    vi.stubGlobal("crossOriginIsolated", false);
    expect(await planThreads(4)).toEqual({ threads: 1, reason: expect.stringContaining("not cross-origin isolated") });
    expect(await planThreads(1)).toEqual({ threads: 1, reason: null }); // nobody wanted more
  });
});
