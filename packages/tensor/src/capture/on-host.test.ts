import { beforeAll, describe, expect, it } from "vitest";
import {
  assign,
  capture,
  type Device,
  init,
  memory,
  memoryScope,
  ones,
  onHost,
  Rng,
  type Tensor,
  tensor,
  uniform,
  zeros,
} from "../index.js";

let device: Device;
beforeAll(async () => {
  device = await init();
});

/** A tensor that no scope frees. */
function root(values: number[]): Tensor {
  using scope = memoryScope();
  return scope.keep(tensor(values));
}

describe("onHost", () => {
  it("is a plain call outside capture", () => {
    const seen: number[] = [];
    onHost((x) => void seen.push(x.item()), tensor([3]));
    expect(seen).toEqual([3]);
  });

  it("runs in its place, with the numbers of each replay", () => {
    const seen: number[][] = [];
    const state = root([0]);
    using fast = capture((x: Tensor) => {
      const y = x.mul(2);
      onHost((a, b) => void seen.push([a.item(), b.item(), state.item()]), y, x);
      assign(state, y);
      onHost(() => void seen.push([state.item()]));
    });
    for (let i = 1; i <= 4; i++) fast(tensor([i]));
    expect(seen).toEqual([[2, 1, 0], [2], [4, 2, 2], [4], [6, 3, 4], [6], [8, 4, 6], [8]]);
  });

  it("gives numbers to launches that take them as functions", () => {
    let count = 0;
    using fast = capture(() => {
      onHost(() => void count++);
      const y = zeros([2]);
      device.launch("fill", 2, y, () => count / 2);
      return y;
    });
    expect([1, 2, 3, 4].map(() => [...fast().data()])).toEqual([0.5, 1, 1.5, 2].map((value) => [value, value]));
  });

  it("stops the replay where it throws, and the next one runs", () => {
    const state = root([0]);
    using fast = capture((x: Tensor) => {
      onHost((y) => {
        if (y.item() < 0) throw new RangeError("negative");
      }, x.mul(1));
      assign(state, state.add(x));
    });
    for (const value of [1, 2, 3]) fast(tensor([value]));
    expect(() => fast(tensor([-1]))).toThrow("negative");
    expect(state.item()).toBe(6);
    fast(tensor([4]));
    expect(state.item()).toBe(10);
  });

  it("may call another captured step, which is captured then", () => {
    using inner = capture((x: Tensor) => x.exp().sum());
    const sums: number[] = [];
    using outer = capture((x: Tensor) => {
      const y = x.mul(2);
      onHost((z) => void sums.push(inner(z).item()), y);
      return y.add(1);
    });
    for (let i = 0; i < 5; i++) expect(outer(tensor([i])).item()).toBe(2 * i + 1);
    expect(sums).toEqual([0, 2, 4, 6, 8].map((value) => tensor([value]).exp().item()));
  });

  it("may make tensors and run ops, which are freed", () => {
    const sums: number[] = [];
    using fast = capture((x: Tensor) => {
      const y = x.square();
      onHost(
        (z) =>
          void sums.push(
            z
              .add(tensor([1, 1]))
              .sum()
              .item(),
          ),
        y,
      );
      return y;
    });
    for (let i = 0; i < 3; i++) fast(tensor([i, 0]));
    const { used } = memory();
    for (let i = 3; i < 9; i++) {
      using _ = memoryScope();
      fast(tensor([i, 0]));
    }
    expect(sums).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => i * i + 2));
    expect(memory().used).toBe(used);
  });
});

describe("index checks", () => {
  const table = () => ones([3, 2]);

  it("come before a replay changes anything", () => {
    const state = root([0]);
    const rows = table();
    using fast = capture((index: Tensor) => {
      assign(state, state.add(1));
      return rows.take(index);
    });
    for (let i = 0; i < 3; i++) fast(tensor(Int32Array.of(0, 2)));
    expect(() => fast(tensor(Int32Array.of(0, 3)))).toThrow("take: index 3 does not exist");
    expect(state.item()).toBe(3);
    fast(tensor(Int32Array.of(1, 1)));
    expect(state.item()).toBe(4);
  });

  it("come in their place for indices that the step computes", () => {
    const rows = table();
    using fast = capture((x: Tensor) => rows.take(x.mul(2).astype("int32")));
    for (let i = 0; i < 3; i++) fast(tensor([0, 1]));
    expect(() => fast(tensor([0, 2]))).toThrow("take: index 4 does not exist");
  });

  it("look at a view of an input", () => {
    const rows = table();
    using fast = capture((index: Tensor) => rows.take(index.slice([[1, 3]])).sum());
    for (let i = 0; i < 3; i++) fast(tensor(Int32Array.of(9, 1, 2)));
    expect(() => fast(tensor(Int32Array.of(0, 1, 7)))).toThrow("take: index 7 does not exist");
  });

  it("count the targets of each call", () => {
    const logits = uniform(new Rng(1), [4, 3]);
    const step = (targets: Tensor) => logits.crossEntropy(targets);
    using fast = capture(step);
    for (const ignored of [0, 1, 2, 3]) {
      const targets = tensor(Int32Array.from({ length: 4 }, (_, i) => (i < ignored ? -100 : i % 3)));
      expect(fast(targets).item()).toBe(step(targets).item());
    }
  });
});
