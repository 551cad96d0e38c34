import { beforeAll, describe, expect, it, vi } from "vitest";
import {
  arange,
  assign,
  capture,
  type Device,
  fromData,
  init,
  memory,
  memoryScope,
  ones,
  onHost,
  ReferenceDevice,
  Rng,
  setDefaultDevice,
  type Tensor,
  tensor,
  uniform,
  WasmDevice,
  zeros,
} from "../index.js";

let device: Device;
beforeAll(async () => {
  device = await init();
});

/** How many programs are made while `f` runs. */
function programsOf(f: () => void): number {
  const spy = vi.spyOn(device.replayer!, "program");
  try {
    f();
    return spy.mock.calls.length;
  } finally {
    spy.mockRestore();
  }
}

/** A tensor that no scope frees. */
function root(values: number[]): Tensor {
  using scope = memoryScope();
  return scope.keep(tensor(values));
}

describe("capture", () => {
  it("runs the step twice as it is, then never again", () => {
    let runs = 0;
    using fast = capture((x: Tensor) => {
      runs++;
      return x.mul(2).add(1);
    });
    const results = [1, 2, 3, 4, 5].map((value) => fast(tensor([value, -value])).toArray());
    expect(results).toEqual([1, 2, 3, 4, 5].map((value) => [2 * value + 1, 1 - 2 * value]));
    expect(runs).toBe(2);
  });

  it("runs it once where nobody asked to compare", () => {
    let runs = 0;
    using fast = capture((x: Tensor) => x.mul(++runs), { verify: false });
    expect([1, 2, 3].map((value) => fast(tensor([value])).item())).toEqual([1, 2, 3]);
  });

  it("takes and returns arrays and objects of tensors, or nothing", () => {
    using fast = capture(({ x, scale }: { x: [Tensor, Tensor]; scale: number }) => ({
      sum: x[0].add(x[1]),
      list: [x[0].mul(scale), null],
    }));
    for (let i = 0; i < 4; i++) {
      const { sum, list } = fast({ x: [tensor([i]), tensor([1])], scale: 3 });
      expect([sum.item(), list[0]!.item(), list[1]]).toEqual([i + 1, 3 * i, null]);
    }
    const total = root([0]);
    using add = capture((x: Tensor) => assign(total, total.add(x)));
    for (let i = 0; i < 4; i++) expect(add(tensor([1]))).toBeUndefined();
    expect(total.toArray()).toEqual([4]);
  });

  it("captures anew for another shape, dtype, layout or number, and keeps the last eight", () => {
    using fast = capture((x: Tensor, n: number) => x.astype("float32").mul(n).sum());
    const call = (x: Tensor, n = 2) => fast(x, n).item();
    const square = tensor([
      [1, 2],
      [3, 4],
    ]);
    const inputs = [tensor([1]), tensor([1, 2]), square, square.mT, tensor(Int32Array.of(1, 2))];
    const sums = [2, 6, 20, 20, 6];
    const all = () => expect(inputs.map((x) => call(x))).toEqual(sums);
    expect(programsOf(() => [all(), all(), all(), all()])).toBe(5);
    expect(
      programsOf(() => expect([call(inputs[0]!, 3), call(inputs[0]!, 3), call(inputs[0]!, 3)]).toEqual([3, 3, 3])),
    ).toBe(1);
    for (let n = 1; n <= 8; n++) for (let k = 0; k < 3; k++) call(ones([20 + n]));
    expect(programsOf(all)).toBe(0); // they were dropped, and are run as they are again
  });

  it("reads inputs where they lie, views with an offset too", () => {
    const table = fromData(
      Float32Array.from({ length: 12 }, (_, i) => i),
      [6, 2],
    );
    using fast = capture((x: Tensor) => x.mul(10));
    for (let i = 0; i < 6; i++) expect(fast(table.slice([[i, i + 1]])).toArray()).toEqual([[20 * i, 20 * i + 10]]);
  });

  it("takes what it returned before", () => {
    const step = (x: Tensor, y: Tensor) => {
      const sum = x.add(y);
      return [sum, sum.mul(x).sub(y), x.mT.add(1)] as const;
    };
    using fast = capture(step);
    const start = () => uniform(new Rng(2), [3, 3]);
    let [a, b] = [start(), start()];
    let [c, d] = [start(), start()];
    for (let i = 0; i < 6; i++) {
      const [captured, eager] = [fast(a, b), step(c, d)];
      expect(captured.map((y) => y.data())).toEqual(eager.map((y) => y.data()));
      [a, b, c, d] = [captured[1], captured[i % 2 ? 2 : 0].mT.mT, eager[1], eager[i % 2 ? 2 : 0].mT.mT];
    }
  });

  it("may return an input, a view of it, and a tensor from outside", () => {
    const outside = root([7]);
    using fast = capture((x: Tensor) => [x, x.reshape([2, 1]), outside, outside.reshape([1, 1])]);
    for (let i = 0; i < 4; i++) {
      const results = fast(tensor([i, 5])).map((y) => y!.toArray());
      expect(results).toEqual([[i, 5], [[i], [5]], [7], [[7]]]);
      assign(outside, tensor([7]));
    }
  });

  it("writes what the host wrote in the step again, though a launch overwrites it", () => {
    using fast = capture((x: Tensor) => {
      const positions = arange(0, 3).astype("float32");
      const made = tensor([1, 1, 1]);
      const before = made.add(positions);
      assign(made, x);
      return [before, made];
    });
    for (let i = 0; i < 4; i++) {
      expect(fast(tensor([i, i, i])).map((y) => y!.toArray())).toEqual([
        [1, 2, 3],
        [i, i, i],
      ]);
    }
  });

  it("changes tensors from outside, and the input that is assigned to", () => {
    const state = root([1]);
    using fast = capture((x: Tensor) => {
      assign(state, state.mul(2));
      assign(x, x.add(state));
    });
    for (let i = 1; i <= 4; i++) {
      const x = tensor([100]);
      fast(x);
      expect([state.item(), x.item()]).toEqual([2 ** i, 100 + 2 ** i]);
    }
  });

  it("returns results that stay until the next call, whoever disposes of them", () => {
    using fast = capture((x: Tensor) => x.add(1));
    for (let i = 0; i < 6; i++) {
      using _ = memoryScope();
      const y = fast(tensor([i]));
      expect(y.item()).toBe(i + 1);
      if (i % 2 === 1) y.dispose();
    }
    const kept = fast(tensor([8]));
    for (let i = 0; i < 3; i++) zeros([1]);
    expect(kept.item()).toBe(9);
  });

  it("goes on beside other captured steps, eager ops and a memory that grows", () => {
    using double = capture((x: Tensor) => x.mul(2).tanh().mul(2));
    using half = capture((x: Tensor) => x.mul(0.5).tanh());
    const large: Tensor[] = [];
    for (let i = 0; i < 6; i++) {
      const x = tensor([i, 1]);
      const [a, b] = [double(x), half(x)];
      if (i > 2) large.push(zeros([memory().reserved / 8]));
      expect([...a.data(), ...b.data()]).toEqual([...x.mul(2).tanh().mul(2).data(), ...x.mul(0.5).tanh().data()]);
    }
    for (const x of large) x.dispose();
  });

  it("is part of the step that calls it", () => {
    using inner = capture((x: Tensor) => x.mul(3));
    using outer = capture((x: Tensor) => inner(x).add(1));
    for (let i = 0; i < 4; i++)
      expect([outer(tensor([i])).item(), inner(tensor([i])).item()]).toEqual([3 * i + 1, 3 * i]);
  });

  it("calls itself as it is", () => {
    const fast = capture((x: Tensor, depth: number): Tensor => {
      if (depth > 0) onHost((y) => void fast(y, depth - 1), x);
      return x.mul(2);
    });
    for (let i = 0; i < 4; i++) expect(fast(tensor([i]), 2).item()).toBe(2 * i);
    fast.dispose();
  });

  it("shares memory among intermediate results that do not meet", () => {
    using _ = memoryScope();
    const x = zeros([1000]);
    const step = (y: Tensor) => {
      let z = y;
      for (let i = 0; i < 50; i++) z = z.add(1);
      return z.sum();
    };
    const used = () => memory().used;
    const empty = used();
    using fast = capture(step);
    for (let i = 0; i < 3; i++) expect(fast(x).item()).toBe(50_000);
    expect(used() - empty).toBeLessThan(2 * 4096 + 8192); // two of them at a time, and the program
  });

  it("holds no more after a thousand replays", () => {
    using fast = capture((x: Tensor, rng: Rng) => x.add(uniform(rng, [3])).sum());
    const rng = new Rng(1);
    const call = (i: number) => {
      using _ = memoryScope();
      return fast(tensor([1, 2, i]), rng).item();
    };
    for (let i = 0; i < 3; i++) call(i);
    const { used, tensors } = memory();
    for (let i = 0; i < 1000; i++) call(i);
    expect(memory()).toMatchObject({ used, tensors });
  });

  it("gives everything back when it is disposed of", () => {
    using _ = memoryScope();
    const x = tensor([1]);
    const { used, tensors } = memory();
    const fast = capture((y: Tensor, n: number) => [y.mul(n), tensor([4]).add(y)]);
    for (let n = 1; n <= 3; n++) for (let k = 0; k < 4; k++) fast(x, n);
    fast.dispose();
    fast.dispose();
    expect(memory()).toMatchObject({ used, tensors });
  });

  it("draws what the step would draw, and moves the stream on", () => {
    const step = (rng: Rng) => {
      const first = uniform(rng, [5]);
      const fork = rng.fork("layer", 2);
      return [first, uniform(fork.fork("mask"), [3]), uniform(fork, [6]), uniform(rng, [2]), uniform(fork, [1])];
    };
    using fast = capture(step);
    const [captured, eager] = [new Rng(4), new Rng(4)];
    for (let i = 0; i < 5; i++) {
      expect(fast(captured).map((y) => y!.data())).toEqual(step(eager).map((y) => y.data()));
      expect(captured.state()).toEqual(eager.state());
      const forks = [captured.fork("step", i), eager.fork("step", i)] as const;
      expect(fast(forks[0]).map((y) => y!.data())).toEqual(step(forks[1]).map((y) => y.data()));
    }
  });

  it("draws on where the low word of the counter ends", () => {
    const near = { version: Rng.version, key: [1, 2], counter: [2 ** 32 - 2, 5] } as const;
    const step = (rng: Rng) => [uniform(rng, [8]), uniform(rng, [8])];
    using fast = capture(step);
    const [captured, eager] = [Rng.fromState(near), Rng.fromState(near)];
    for (let i = 0; i < 4; i++) expect(fast(captured).map((y) => y!.data())).toEqual(step(eager).map((y) => y.data()));
  });

  it("goes on alone when its threads are ended", async () => {
    const threaded = await WasmDevice.create({ threads: 2 });
    const x = uniform(new Rng(1), [64, 4096], 0, 1, { device: threaded });
    using fast = capture((y: Tensor) => y.exp().sum(-1).sum());
    for (let i = 0; i < 3; i++) fast(x);
    const before = fast(x).item();
    threaded.close();
    expect(fast(x).item()).toBe(before);
    expect(before).toBeGreaterThan(64 * 4096);
  });

  it("runs the step as it is on a device that cannot replay", () => {
    setDefaultDevice(new ReferenceDevice());
    try {
      const reasons: string[] = [];
      const fast = capture((x: Tensor) => x.mul(2).item(), { fallback: (reason) => void reasons.push(reason.message) });
      expect([1, 2, 3].map((value) => fast(tensor([value])))).toEqual([2, 4, 6]);
      expect(reasons).toMatchInlineSnapshot(`
        [
          "capture: the reference device cannot replay.
          given:    the reference device
          expected: the wasm device
          fix:      nothing to do: the step gives the same results as it is",
        ]
      `);
      expect([1, 2, 3].map((value) => capture((x: Tensor) => x.mul(2))(tensor([value])).item())).toEqual([2, 4, 6]);
    } finally {
      setDefaultDevice(device);
    }
  });
});
