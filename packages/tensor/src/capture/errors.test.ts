import { beforeAll, describe, expect, it } from "vitest";
import { capture, init, memory, memoryScope, normal, ones, onHost, Rng, Tensor, tensor, uniform } from "../index.js";
import { messageOf } from "../testing.test-data.js";

beforeAll(async () => {
  await init();
});

const x = () => tensor([1, 2]);

/** What the first of a few calls throws that throws. */
function failure(call: (i: number) => unknown): string {
  return messageOf(() => {
    for (let i = 0; i < 4; i++) call(i);
  });
}

/** A tensor that no scope frees, as a Parameter is. */
function root(values: Tensor): Tensor {
  using own = values.copy();
  return new Tensor(own.live(), own.shape, own.strides, 0, true);
}

describe("capture throws", () => {
  it("where the step reads what it computes", () => {
    const fast = capture((y: Tensor) => y.div(y.sum().item()));
    expect(failure(() => fast(x()))).toMatchInlineSnapshot(`
      "CaptureError: capture: the step reads numbers on the host.
        given:    a float32 tensor of 1 that sum computed
        expected: numbers that stay on the device
        fix:      read what the step returns, or read inside: onHost((x) => console.log(x.item()), x)"
    `);
  });

  it("where it reads a tensor from outside, or an input", () => {
    const outside = root(x());
    expect(failure(() => capture(() => ones([2]).mul(outside.data()[0]!))())).toMatchInlineSnapshot(`
      "CaptureError: capture: the step reads numbers on the host.
        given:    a tensor from outside the step
        expected: numbers that stay on the device
        fix:      read what the step returns, or read inside: onHost((x) => console.log(x.item()), x)"
    `);
    expect(failure(() => capture((y: Tensor) => y.mul(y.data()[0]!))(x()))).toMatchInlineSnapshot(`
      "CaptureError: capture: the step reads numbers on the host.
        given:    an input of the step, float32 of 2
        expected: numbers that stay on the device
        fix:      read what the step returns, or read inside: onHost((x) => console.log(x.item()), x)"
    `);
  });

  it("where onHost reads what it was not given", () => {
    const fast = capture((y: Tensor) => {
      const sum = y.sum();
      onHost(() => void sum.item());
      return sum;
    });
    expect(failure(() => fast(x()))).toMatchInlineSnapshot(`
      "CaptureError: capture: onHost reads a tensor that it was not given.
        given:    a float32 tensor of 1 that sum computed
        expected: the tensors that stand after the function
        fix:      pass it: onHost((x) => …, x)"
    `);
    const copies = capture((y: Tensor) => {
      const sum = y.sum();
      onHost(() => void sum.add(1));
      return sum;
    });
    expect(failure(() => copies(x()))).toContain("onHost reads a tensor that it was not given");
  });

  it("where numbers change from call to call", () => {
    let rate = 1;
    const fast = capture((y: Tensor) => y.mul((rate /= 2)));
    expect(failure(() => fast(x()))).toMatchInlineSnapshot(`
      "CaptureError: capture: the step is not the same on each call.
        given:    launch 1, mul: "scalar" was 0.25 and became 0.125
        expected: the same launches with the same numbers
        fix:      pass what changes as an input, or keep it in a tensor from outside and change that by assign()"
    `);
  });

  it("where what the host writes changes", () => {
    let count = 0;
    const fast = capture((y: Tensor) => y.add(tensor([5, count++])));
    expect(failure(() => fast(x()))).toMatchInlineSnapshot(`
      "CaptureError: capture: the step is not the same on each call.
        given:    what the host writes changed: element 1 was 1 and became 2
        expected: the same launches with the same numbers
        fix:      pass what changes as an input, or keep it in a tensor from outside and change that by assign()"
    `);
  });

  it("where the launches change", () => {
    let count = 0;
    const other = capture((y: Tensor) => (count++ % 2 ? y.tanh() : y.exp()));
    expect(failure(() => other(x()))).toMatchInlineSnapshot(`
      "CaptureError: capture: the step is not the same on each call.
        given:    launch 1, exp: it was tanh before
        expected: the same launches with the same numbers
        fix:      pass what changes as an input, or keep it in a tensor from outside and change that by assign()"
    `);
    const more = capture((y: Tensor) => (count++ % 2 ? y.tanh() : y.tanh().exp()));
    expect(failure(() => more(x()))).toMatchInlineSnapshot(`
      "CaptureError: capture: the step is not the same on each call.
        given:    2 launches became 1; the first that only one has is exp
        expected: the same launches with the same numbers
        fix:      pass what changes as an input, or keep it in a tensor from outside and change that by assign()"
    `);
    const longer = capture(() => ones([2 + count++]).exp());
    expect(failure(() => longer())).toMatchInlineSnapshot(`
      "CaptureError: capture: the step is not the same on each call.
        given:    launch 1, fill: its extent was 9 and became 10
        expected: the same launches with the same numbers
        fix:      pass what changes as an input, or keep it in a tensor from outside and change that by assign()"
    `);
  });

  it("where other tensors from outside are used", () => {
    const list = [0, 1].map((value) => root(tensor([value])));
    let count = 0;
    const fast = capture(() => list[count++ % 2]!.mul(2));
    expect(failure(() => fast())).toMatchInlineSnapshot(`
      "CaptureError: capture: the step is not the same on each call.
        given:    launch 1, mul: "a" is another tensor from outside the step
        expected: the same launches with the same numbers
        fix:      pass what changes as an input, or keep it in a tensor from outside and change that by assign()"
    `);
  });

  it("where a fork has another number each time", () => {
    let count = 0;
    const fast = capture((rng: Rng) => uniform(rng.fork("step", count++), [2]));
    expect(failure(() => fast(new Rng(1)))).toMatchInlineSnapshot(`
      "CaptureError: capture: the step is not the same on each call.
        given:    the stream fork("step", 1) became fork("step", 2)
        expected: the same launches with the same numbers
        fix:      pass what changes as an input, or keep it in a tensor from outside and change that by assign()"
    `);
  });

  it("where it draws from a stream that it was not given", () => {
    const rng = new Rng(1);
    expect(failure(() => capture(() => uniform(rng, [2]))())).toMatchInlineSnapshot(`
      "CaptureError: capture: the step draws from a stream that was not given to it.
        given:    an Rng from outside, or one made in the step
        expected: one of its inputs, or a fork of that
        fix:      pass it: capture((x, rng) => …), and on each call fork it for the step: fast(x, rng.fork("step", step))"
    `);
  });

  it("where it draws on the host", () => {
    expect(failure(() => capture((rng: Rng) => normal(rng, [2]))(new Rng(1)))).toMatchInlineSnapshot(`
      "CaptureError: capture: the step draws random numbers on the host.
        given:    a draw that is a number here, as of rng.uniform(), normal() or uniform() between other bounds than 0 and 1
        expected: dropout, or uniform(rng, shape): numbers drawn on the device
        fix:      draw before the step, and pass the numbers as a tensor"
    `);
    for (const draw of [(rng: Rng) => rng.uniform(), (rng: Rng) => rng.integer(3), (rng: Rng) => rng.state()]) {
      expect(failure(() => capture((rng: Rng) => void draw(rng))(new Rng(1)))).toContain(
        "draws random numbers on the host",
      );
    }
  });

  it("where a stream is given twice", () => {
    const rng = new Rng(1);
    const fast = capture((a: Rng, b: Rng) => uniform(a, [2]).add(uniform(b, [2])));
    const [a, b] = [rng.fork("a"), rng.fork("b")];
    expect(failure((i) => (i < 3 ? fast(a, b) : fast(a, a)))).toBe(failure(() => fast(rng, rng)));
    expect(failure(() => fast(rng, rng))).toMatchInlineSnapshot(`
      "CaptureError: capture: one stream is given twice.
        given:    an Rng in two of the inputs
        expected: a stream of its own for each
        fix:      fork it: rng.fork("noise")"
    `);
  });

  it("where an input may change unseen", () => {
    const fast = capture((options: { values: Float32Array }) => tensor(options.values));
    expect(failure(() => fast({ values: Float32Array.of(1) }))).toMatchInlineSnapshot(`
      "CaptureError: capture: inputs[0].values may change unseen.
        given:    a Float32Array
        expected: tensors, Rngs, numbers, strings, and arrays and plain objects of these
        fix:      make a tensor of the numbers, or use what stays the same from the closure"
    `);
    expect(failure(() => capture((f: () => number) => ones([2]).mul(f()))(() => 2))).toContain("a function");
  });

  it("where the step returns a number", () => {
    expect(failure(() => capture((y: Tensor) => [y.mul(2), 3])(x()))).toMatchInlineSnapshot(`
      "CaptureError: capture: the step returns what is not computed again.
        given:    a number
        expected: tensors, arrays and plain objects of them, or nothing
        fix:      return tensors, and read the numbers from what the captured function returns"
    `);
  });

  it("where a tensor of the step lives on", () => {
    let cache: Tensor | undefined;
    const fast = capture(
      (y: Tensor) => {
        cache = root(y.exp());
        return y.mul(2);
      },
      { verify: false },
    );
    expect(failure(() => fast(x()))).toMatchInlineSnapshot(`
      "CaptureError: capture: the step makes a tensor that lives on after it.
        given:    a float32 tensor of 2 that copy32 computed
        expected: only what the step returns to be there after it
        fix:      make parameters, moments and caches before the step, and change them by assign()"
    `);
    cache?.dispose();
  });

  it("where a tensor that it uses was freed", () => {
    const state = root(x());
    const fast = capture((y: Tensor) => y.add(state));
    for (let i = 0; i < 3; i++) fast(x());
    state.dispose();
    expect(messageOf(() => fast(x()))).toMatchInlineSnapshot(`
      "MemoryError: capture: a tensor that the captured step uses has been freed.
        given:    a float32 tensor of 2 from outside the step, freed since
        expected: parameters and other tensors of the step that live as long as the captured function
        fix:      capture the step again with the tensors that there are now"
    `);
  });

  it("where an input was freed", () => {
    const fast = capture((y: Tensor) => y.add(1));
    const freed = x();
    for (let i = 0; i < 3; i++) fast(freed);
    freed.dispose();
    expect(messageOf(() => fast(freed))).toContain("was used after it had been freed");
  });

  it("where it was disposed of", () => {
    const fast = capture((y: Tensor) => y.add(1));
    fast.dispose();
    expect(messageOf(() => fast(x()))).toMatchInlineSnapshot(`
      "MemoryError: capture: the captured function was called after it had been disposed.
        given:    a call after dispose()
        expected: a captured function that is alive
        fix:      capture the step again"
    `);
  });
});

describe("after an error", () => {
  it("nothing is held, and the device goes on", () => {
    using _ = memoryScope();
    const input = x();
    const { used, tensors } = memory();
    const steps: ((y: Tensor) => unknown)[] = [
      (y) => y.mul(2).item(),
      (y) => [y.mul(2), 3],
      (y) => {
        onHost((z) => {
          throw new RangeError(`${z.size} on the host`);
        }, y.mul(2));
      },
      (y) => y.matmul(ones([3, 3])),
      (y) => {
        using inner = memoryScope();
        inner.keep(y.mul(2));
        throw new RangeError("in the step");
      },
    ];
    for (const step of steps) {
      const fast = capture(step);
      expect(() => fast(input)).toThrow();
      expect(() => fast(input)).toThrow();
      expect(memory()).toMatchObject({ used, tensors });
      const plain = input.add(1);
      expect(plain.toArray()).toEqual([2, 3]);
      plain.dispose();
    }
  });

  it("of one replay the next one runs", () => {
    const rows = root(ones([2, 1]));
    using fast = capture((index: Tensor) => rows.take(index));
    const index = (i: number) => tensor(Int32Array.of(i));
    for (let i = 0; i < 3; i++) fast(index(1));
    expect(() => fast(index(5))).toThrow("index 5");
    expect(fast(index(0)).toArray()).toEqual([[1]]);
  });
});
