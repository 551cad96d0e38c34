import { describe, expect, it } from "vitest";
import { createEngine } from "./engine.js";
import { kernelTable } from "./generated/kernels.js";
import * as reference from "./reference/index.js";
import type { KernelName } from "./reference/kernel-name.js";

describe("the kernel table", () => {
  it("has the kernels of the reference, with the same parameters", () => {
    const parameters = Object.entries({ ...reference })
      .map(
        ([name, kernel]) => [name, /\(([^)]*)\)/.exec(kernel.toString())![1]!.split(/,\s*/).join(" ").trim()] as const,
      )
      .filter(([, list]) => list.endsWith(" begin end"))
      .map(([name, list]) => [name, list.replace(/ begin end$/, "").replace(/(^| )_/g, "$1")]);
    const ours = Object.entries(kernelTable).map(([name, entry]) => [name, entry.parameters.replace(/(^| )_/g, "$1")]);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(parameters));
  });
});

describe("createEngine", () => {
  it("runs a kernel over memory that it handed out", async () => {
    const engine = await createEngine();
    const x = engine.allocate(5 * 4);
    engine.float32(x, 5).set([1, -2, 0, Number.POSITIVE_INFINITY, 5]);
    const y = engine.allocate(5 * 4);
    engine.launch("neg", 5, [x, y]);
    expect([...engine.float32(y, 5)]).toEqual([-1, 2, -0, Number.NEGATIVE_INFINITY, -5]);
  });

  it("runs records that were laid out in memory, as often as asked", async () => {
    const engine = await createEngine();
    const [x, y, program] = [engine.allocate(8), engine.allocate(8), engine.allocate(256)];
    engine.float32(x, 2).set([3, 5]);
    const middle = engine.encode(program, "square", 2, [x, y]);
    const end = engine.encode(middle, "fill", 1, [x, -2]);
    expect([middle, end]).toEqual([program + 5 * 4, program + 10 * 4]); // three words and the arguments
    engine.run(program, end);
    expect([...engine.float32(y, 2)]).toEqual([9, 25]);
    engine.run(program, middle);
    expect([...engine.float32(y, 2)]).toEqual([4, 25]);
  });

  it.each(["relaxed", "simd", "relaxed-shared", "simd-shared"] as const)(
    "loads the build %s where it can",
    async (build) => {
      const loaded = createEngine({ build });
      if ((await createEngine()).build === "simd" && build.startsWith("relaxed")) {
        await expect(loaded).rejects.toThrow(); // no relaxed SIMD here
        return;
      }
      const engine = await loaded;
      const y = engine.allocate(12);
      engine.launch("fill", 3, [y, 2.5]);
      expect([...engine.float32(y, 3)]).toEqual([2.5, 2.5, 2.5]);
    },
  );

  it("keeps what is stored when the memory grows, and computes past 2 GiB addresses as before", async () => {
    const engine = await createEngine();
    const x = engine.allocate(8);
    engine.float32(x, 2).set([3, -4]);
    const reserved = engine.memory().reserved;
    const large = engine.allocate(2.2 * 1024 ** 3);
    expect(engine.memory().reserved).toBeGreaterThan(reserved + 2 * 1024 ** 3);
    const y = large + 2.2e9; // beyond what a signed address reaches
    engine.launch("abs", 2, [x, y - (y % 4)]);
    expect([...engine.float32(y - (y % 4), 2)]).toEqual([3, 4]);
    engine.free(large);
    expect(engine.memory()).toMatchObject({ used: 64, blocks: 1 });
  });

  it("says what is held when 4 GiB do not suffice", async () => {
    const engine = await createEngine();
    engine.allocate(1000);
    expect(() => engine.allocate(5e9)).toThrow(
      /out of memory for 4.7 GiB.\n.* 4.7 GiB asked, 1 KiB held in 1 block, 64 MiB/,
    );
  });

  it("refuses a wrong number of arguments and unknown kernels", async () => {
    const engine = await createEngine();
    expect(() => engine.launch("takeRows", 1, [0, 0])).toThrowErrorMatchingInlineSnapshot(`
      [EngineError: launch: takeRows takes 4 arguments and got 2.
        given:    (0, 0)
        expected: (table, index, y, cols)
        fix:      pass every argument but the final begin and end, 0 for an absent array]
    `);
    expect(() => engine.launch("conv2d" as KernelName, 1, [])).toThrowErrorMatchingInlineSnapshot(`
      [EngineError: launch: there is no kernel "conv2d".
        given:    "conv2d"
        expected: one of 65 kernels
        fix:      see KernelName for their names]
    `);
  });
});
