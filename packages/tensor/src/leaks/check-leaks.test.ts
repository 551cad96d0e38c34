import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, it } from "vitest";
import { checkLeaks, init, memory, memoryScope, ones, type Tensor, zeros } from "../index.js";
import { messageOf } from "../testing.test-data.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

beforeAll(() => init());

const file = fileURLToPath(import.meta.url);
const source = readFileSync(file, "utf8").split("\n");

/** Where this file has the comment: "packages/tensor/src/leaks/check-leaks.test.ts:12". */
function lineWith(comment: string): string {
  const line = source.findIndex((text) => text.endsWith(`// ${comment}`)) + 1;
  return `packages/tensor/src/leaks/check-leaks.test.ts:${line}`;
}

/** Without the column. */
const lineOf = ({ place }: { place: string }) => place.replace(/:\d+$/, "");

const w = () => ones([4, 8]);

describe("checkLeaks", () => {
  it("names the line of tensors pushed into an array, step by step", () => {
    using check = checkLeaks();
    const kept: Tensor[] = [];
    function forgetfulStep(): void {
      using scope = memoryScope();
      const loss = w()
        .matmul(ones([8, 4]))
        .sum(); // made in the loop
      kept.push(scope.keep(loss));
    }
    for (let step = 1; step <= 20; step++) {
      forgetfulStep();
      expect(check.leaks()).toMatchObject([{ count: step, bytes: 4 * step, function: "forgetfulStep" }]);
    }
    const [leak] = check.leaks();
    expect(lineOf(leak!)).toBe(lineWith("made in the loop"));
    expect(leak!.kinds).toEqual([{ count: 20, dtype: "float32", shape: [] }]);
    for (const x of kept) x.dispose();
    expect(check.leaks()).toEqual([]);
  });

  it("names the line that made what a view keeps alive", () => {
    using check = checkLeaks();
    const run = () => {
      using scope = memoryScope();
      const large = zeros([100, 8]); // only a row of it is wanted
      return scope.keep(large.slice([[0, 1]]));
    };
    const row = run();
    expect(check.leaks()).toMatchObject([{ count: 1, bytes: 3200, kinds: [{ shape: [100, 8] }] }]);
    expect(lineOf(check.leaks()[0]!)).toBe(lineWith("only a row of it is wanted"));
    row.dispose();
  });

  it("takes what an open scope will free for no leak, nor what was there before", () => {
    const before = w();
    using check = checkLeaks();
    before.reshape([8, 4]).dispose();
    using outer = memoryScope();
    const x = w();
    {
      using inner = memoryScope();
      inner.keep(w().add(x)); // now the outer scope's
    }
    check.assertNone();
    outer.keep(x);
    expect(check.leaks()).toMatchObject([{ count: 1 }]);
    x.dispose();
    before.dispose();
  });

  it("throws a table of what leaks, by bytes", () => {
    using check = checkLeaks();
    const leaks: Tensor[] = [];
    for (let i = 0; i < 3; i++) leaks.push(zeros([2, i + 1])); // different sizes
    function make(): Tensor {
      return zeros([1000], { dtype: "int32" }); // larger
    }
    leaks.push(make());
    const text = messageOf(() => check.assertNone())
      .replaceAll(lineWith("different sizes"), "LINE 1")
      .replaceAll(lineWith("larger"), "LINE 2");
    expect(text).toMatchInlineSnapshot(`
      "MemoryError: checkLeaks: tensors are alive that no scope will free.
        given:    4 tensors, 4 KiB, made at
                   3.9 KiB  1 × int32 (1000,)                                           LINE 2:14 in make
                  48 bytes  1 × float32 (2, 1), 1 × float32 (2, 2), 1 × float32 (2, 3)  LINE 1:44
        expected: every tensor made since checkLeaks() to be freed, or owned by an open scope
        fix:      open a memoryScope() around the step, dispose() what it keeps, or keep numbers: x.item(), x.data()"
    `);
    for (const x of leaks) x.dispose();
    check.assertNone();
  });

  it("abridges a long list", () => {
    using check = checkLeaks();
    const leaks = Array.from({ length: 5 }, (_, i) => zeros([i]));
    expect(String(check)).toMatch(
      /^5 tensors, 40 bytes, made at\n {2}40 bytes {2}1 × float32 \(0,\), .*, … {2}packages.*$/,
    );
    for (const x of leaks) x.dispose();
  });

  it("keeps nothing when it has ended, and begins anew", () => {
    const first = checkLeaks();
    const x = w();
    const second = checkLeaks();
    const y = w();
    expect([first.leaks()[0]!.count, second.leaks()[0]!.count]).toEqual([2, 1]);
    first[Symbol.dispose]();
    const z = w();
    expect(second.leaks()[0]!.count).toBe(2);
    second[Symbol.dispose]();
    using third = checkLeaks();
    expect(third.leaks()).toEqual([]);
    for (const tensor of [x, y, z]) tensor.dispose();
  });

  it("lists what the garbage collector has not come to, and no longer", async () => {
    using check = checkLeaks();
    (() => {
      for (let i = 0; i < 10; i++) w().add(1); // never kept, never in a scope
    })();
    expect(check.leaks().reduce((sum, leak) => sum + leak.count, 0)).toBe(20);
    for (let i = 0; i < 100 && check.leaks().length > 0; i++) {
      collect();
      await setTimeout(10);
    }
    check.assertNone();
  });

  it("counts what memory() counts", () => {
    const before = memory().tensors;
    using check = checkLeaks();
    const leaks = [w(), w().mT, w().add(1)];
    const count = check.leaks().reduce((sum, leak) => sum + leak.count, 0);
    expect(count).toBe(memory().tensors - before);
    for (const x of leaks) x.dispose();
  });
});
