import { beforeAll, expect, it } from "vitest";
import { ReferenceDevice } from "../devices/reference.js";
import { assign, type CaptureError, capture, init, onHost, Rng, type Tensor, tensor, uniform } from "../index.js";

beforeAll(async () => {
  await init();
});

interface Trial<T> {
  readonly step: (x: Tensor, rng: Rng) => unknown;
  /** After a call, whose result it is given. */
  readonly state: (result: unknown) => T;
  readonly input?: () => Tensor;
}

/** What a captured step and the step itself leave behind, call by call, and why the first was not captured. */
function both<T>(make: () => Trial<T>): { fast: T[]; plain: T[]; reasons: string[] } {
  const reasons: string[] = [];
  const fallback = ({ message }: CaptureError) => void reasons.push(message.split("\n")[0]!);
  const [fast, plain] = [true, false].map((captured) => {
    const { step, state, input } = make();
    const call = captured ? capture(step, { fallback }) : step;
    return [1, 2, 3, 4, 5].map((i) => state(call(input?.() ?? tensor([i]), new Rng(i))));
  });
  return { fast: fast!, plain: plain!, reasons };
}

it("overwrites a tensor from outside by another view of it that is given", () => {
  const { fast, plain, reasons } = both(() => {
    const square = tensor([
      [1, 2],
      [3, 4],
    ]);
    return { step: (x) => assign(square, x.mT), state: () => String(square.toArray()), input: () => square };
  });
  expect(plain.slice(0, 2)).toEqual(["1,3,2,4", "1,2,3,4"]);
  expect({ fast, reasons }).toEqual({ fast: plain, reasons: [] });
});

it("draws on from a stream of an earlier call", () => {
  const { fast, plain, reasons } = both(() => {
    let kept: Rng | undefined;
    const drawn = tensor([0]);
    const step = (_: Tensor, rng: Rng) => assign(drawn, uniform((kept ??= rng), [1]));
    return { step, state: () => drawn.item() };
  });
  expect(fast).toEqual(plain);
  expect(reasons).toEqual(["capture: the step draws from a stream that was not given to it."]);
});

it("draws within onHost", () => {
  const { fast, plain, reasons } = both(() => {
    let sum = 0;
    const step = (x: Tensor, rng: Rng) => onHost((y) => void (sum += y.mul(uniform(rng, [1])).item()), x.add(1));
    return { step, state: () => sum };
  });
  expect(fast).toEqual(plain);
  expect(reasons).toEqual(["capture: the step draws random numbers on the host."]);
});

it("changes tensors on another device", () => {
  const { fast, plain, reasons } = both(() => {
    const there = tensor([1], { device: new ReferenceDevice() });
    return { step: () => assign(there, there.mul(2)), state: () => there.item() };
  });
  expect(plain).toEqual([2, 4, 8, 16, 32]);
  expect(fast).toEqual(plain);
  expect(reasons).toEqual(["capture: the step computes nothing on the wasm device."]);
});

it("lets onHost read what was computed or given, though not to it", () => {
  for (const read of [(x: Tensor) => x.mul(2), (x: Tensor) => x]) {
    const { fast, plain, reasons } = both(() => {
      let sum = 0;
      const step = (x: Tensor) => {
        const y = read(x);
        onHost((z) => void (sum += z.item()), x.add(1));
        onHost(() => void (sum += y.item()));
      };
      return { step, state: () => sum };
    });
    expect(fast).toEqual(plain);
    expect(reasons).toEqual(["capture: onHost reads a tensor that it was not given."]);
  }
});

it("takes another tensor in place of one that was freed, and its own result", () => {
  const { fast, plain, reasons } = both(() => {
    let weight = tensor([2]);
    let last = tensor([1]);
    let calls = 0;
    const state = (result: unknown) => {
      last = result as Tensor;
      if (++calls === 3) {
        weight.dispose();
        weight = tensor([3]);
      }
      return last.item();
    };
    return { step: (x) => x.mul(weight), state, input: () => last };
  });
  expect(plain).toEqual([2, 4, 8, 24, 72]);
  expect({ fast, reasons }).toEqual({ fast: plain, reasons: [] });
});

it("refuses inputs on two devices", () => {
  const there = tensor([1], { device: new ReferenceDevice() });
  expect(() =>
    capture((a: Tensor, b: Tensor) => [a.add(1), b.add(1)])(tensor([1]), there),
  ).toThrowErrorMatchingInlineSnapshot(`
    [CaptureError: capture: the inputs lie on two devices.
      given:    tensors on wasm and on reference
      expected: all on the device on which the step computes
      fix:      copy them: fromData(x.data(), x.shape, { device })]
  `);
});
