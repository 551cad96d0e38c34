import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gelu, geluBackward, geluTanh, geluTanhBackward } from "./gelu.js";
import { dot, expectClose, expectSplits, numbers, slopes } from "./testing.test-helper.js";

describe.each([
  ["geluBackward", gelu, geluBackward],
  ["geluTanhBackward", geluTanh, geluTanhBackward],
] as const)("%s", (_, forward, backward) => {
  const x = numbers(3, 40, -6, 6);
  const dy = numbers(4, 40);

  it("has the slopes that finite differences give", () => {
    const dx = new Float64Array(x.length);
    backward(x, dy, dx, 0, x.length);
    const loss = (at: Float64Array) => {
      const y = new Float64Array(at.length);
      forward(at, y, 0, at.length);
      return dot(y, dy);
    };
    expectClose(dx, slopes(loss, x), 1e-6, 1e-8);
  });

  it("is half of dy at zero, dy far right and nothing far left", () => {
    const dx = new Float64Array(3);
    backward(Float64Array.of(0, 40, -40), Float64Array.of(3, 3, 3), dx, 0, 3);
    expectClose(dx, [1.5, 3, 0]);
    expect(dx[2]).toBeLessThanOrEqual(0);
  });

  it("writes its slice alone", () => {
    expectSplits(
      40,
      () => [new Float64Array(40)],
      ([dx], begin, end) => backward(x, dy, dx!, begin, end),
    );
  });
});

describe("gelu", () => {
  const at = (kernel: typeof gelu, value: number) => {
    const y = new Float64Array(1);
    kernel(Float64Array.of(value), y, 0, 1);
    return y[0]!;
  };

  it("is x Φ(x), and so x - gelu(x) = gelu(-x) with the sign turned", () => {
    expectClose([at(gelu, 1), at(gelu, 0), at(gelu, -1)], [0.8413447460685429, 0, -0.15865525393145705]);
    expectClose([at(geluTanh, 1), at(geluTanh, 0), at(geluTanh, -1)], [0.8411919906082768, 0, -0.15880800939172324]);
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        expectClose([at(gelu, x) - at(gelu, -x), at(geluTanh, x) - at(geluTanh, -x)], [x, x]);
        expectClose([at(geluTanh, x)], [at(gelu, x)], 0, 1e-3); // the one approximates the other
      }),
    );
  });

  it("keeps its digits far left of zero", () => {
    // -10 Φ(-10), by mpmath's ncdf
    expectClose([at(gelu, -10)], [-7.619853024160526e-23], 1e-14, 0);
    expect(at(geluTanh, -6)).toBeLessThan(0);
  });
});
