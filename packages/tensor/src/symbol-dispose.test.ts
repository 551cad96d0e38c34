import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it("adds Symbol.dispose where it is missing, and leaves it alone where it is not", async () => {
  const made = Symbol("made by the test");
  const bare = Object.assign((_: string) => made, { iterator: Symbol.iterator }) as { dispose?: symbol };
  vi.stubGlobal("Symbol", bare);
  vi.resetModules();
  await import("./symbol-dispose.js");
  expect(bare.dispose).toBe(made);

  const own = Symbol("its own");
  const modern = Object.assign((_: string) => made, { dispose: own });
  vi.stubGlobal("Symbol", modern);
  vi.resetModules();
  await import("./symbol-dispose.js");
  expect(modern.dispose).toBe(own);
});

it("lets tensors and scopes be disposed by it", async () => {
  const { memoryScope, Tensor } = await import("./index.js");
  expect(typeof Tensor.prototype[Symbol.dispose]).toBe("function");
  memoryScope()[Symbol.dispose]();
});
