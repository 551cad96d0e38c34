import { beforeAll, describe, expect, it } from "vitest";
import {
  assign,
  type CaptureError,
  capture,
  fromData,
  init,
  memory,
  memoryScope,
  normal,
  Rng,
  Tensor,
  tensor,
  uniform,
} from "../index.js";

beforeAll(async () => {
  await init();
});

const x = () => tensor([1, 2]);

/** A tensor that no scope frees, as a Parameter is. */
function root(values: Tensor): Tensor {
  using own = values.copy();
  return new Tensor(own.live(), own.shape, own.strides, 0, true);
}

describe("with a fallback, a step that cannot be captured", () => {
  /** What a step gives, call by call, and the reasons that were given. */
  function both(make: () => (y: Tensor) => Tensor): { same: boolean; reasons: string[] } {
    const reasons: string[] = [];
    const fallback = (reason: CaptureError) => void reasons.push(reason.message.split("\n")[0]!);
    const [step, fast] = [make(), capture(make(), { fallback })];
    const inputs = [1, 2, 3, 4, 5].map((value) => tensor([value, 1]));
    const results = inputs.map((y) => [[...fast(y).data()], [...step(y).data()]]);
    return { same: results.every(([a, b]) => String(a) === String(b)), reasons };
  }

  it("runs as it is, once a call, and the reason is told once", () => {
    expect(both(() => (y) => y.mul(y.sum().item()))).toMatchInlineSnapshot(`
      {
        "reasons": [
          "capture: the step reads numbers on the host.",
        ],
        "same": true,
      }
    `);
    const counting = () => {
      let calls = 0;
      return (y: Tensor) => y.mul(++calls);
    };
    expect(both(counting)).toMatchInlineSnapshot(`
      {
        "reasons": [
          "capture: the step is not the same on each call.",
        ],
        "same": true,
      }
    `);
    const drawing = () => {
      const rng = new Rng(1);
      return (y: Tensor) => y.add(uniform(rng, [2]));
    };
    expect(both(drawing)).toMatchInlineSnapshot(`
      {
        "reasons": [
          "capture: the step draws from a stream that was not given to it.",
        ],
        "same": true,
      }
    `);
  });

  it("keeps what it returns in the scope of the caller", () => {
    using _ = memoryScope();
    const input = x();
    const { used, tensors } = memory();
    let calls = 0;
    const reading = capture((y: Tensor) => y.mul(y.sum().item()), { fallback: () => undefined });
    const counting = capture((y: Tensor) => y.mul(++calls), { fallback: () => undefined });
    for (let i = 1; i < 6; i++) {
      using _ = memoryScope();
      expect([reading(input).toArray(), counting(input).toArray()]).toEqual([
        [3, 6],
        [i, 2 * i],
      ]);
    }
    expect(memory()).toMatchObject({ used, tensors });
  });

  it("draws on as it would", () => {
    const step = (rng: Rng) =>
      uniform(rng, [3])
        .add(normal(rng, [3]))
        .add(uniform(rng.fork("a"), [3]));
    const fast = capture(step, { fallback: () => undefined });
    const [a, b] = [new Rng(3), new Rng(3)];
    for (let i = 0; i < 4; i++) expect(fast(a).data()).toEqual(step(b).data());
    expect(a.state()).toEqual(b.state());
  });

  it("may return numbers", () => {
    const fast = capture((y: Tensor) => ({ sum: y.sum(), n: 3 }), { fallback: () => undefined });
    for (let i = 0; i < 4; i++) {
      const { sum, n } = fast(tensor([i]));
      expect([sum.item(), n]).toEqual([i, 3]);
    }
  });

  it("may make what stays in its first run", () => {
    let cache: Tensor | undefined;
    const reasons: CaptureError[] = [];
    const step = (y: Tensor) => {
      cache ??= root(fromData([10, 20], [2]));
      assign(cache, cache.add(1));
      return y.add(cache);
    };
    const fast = capture(step, { fallback: (reason) => void reasons.push(reason) });
    for (let i = 1; i < 6; i++) expect(fast(x()).toArray()).toEqual([11 + i, 22 + i]);
    expect(reasons).toEqual([]);
  });
});
