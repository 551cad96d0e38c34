import { describe, it } from "vitest";
import { expectClose, type Tolerance } from "./compare.test-helper.js";
import { byReference, Output, TestEngine, testBuilds } from "./engine.test-helper.js";

const tiny = 2 ** -126; // below it some results are 0

/** The bounds that `assembly/lanes/` states, for every build, against float64. */
const bounds = {
  exp: { ulp: 1.1 },
  log: { ulp: 1 },
  tanh: { ulp: 3 },
  sigmoid: { ulp: 3, atol: tiny },
  erf: { ulp: 3 },
  sin: { ulp: 1 },
  cos: { ulp: 1 },
  gelu: { ulp: 8, atol: tiny },
  geluTanh: { rtol: 1e-6, atol: 2e-9 },
} satisfies Record<string, Tolerance>;

/** Half a million floats: all signs and exponents, with NaN and infinities, 8195 apart among the 2³² that there are. */
function everywhere(): Float32Array {
  const bits = Uint32Array.from({ length: 2 ** 19 }, (_, i) => i * 8195);
  return new Float32Array(bits.buffer);
}

/** Half a million floats in [-10, 10]. */
function nearby(): Float32Array {
  return Float32Array.from({ length: 2 ** 19 }, (_, i) => (i / 2 ** 18 - 1) * 10);
}

describe.each(Object.entries(bounds))("%s", async (kernel, tolerance) => {
  const launches = [everywhere(), nearby()].map((x) => ({
    kernel: kernel as keyof typeof bounds,
    extent: x.length,
    args: [x, new Output(new Float32Array(x.length))],
  }));
  const expected = launches.map((launch) => byReference(launch)[0]!);

  it.each(testBuilds)("of the build %s keeps its bound", async (build) => {
    const engine = await TestEngine.create(build);
    launches.forEach((launch, i) => {
      expectClose(kernel, engine.run(launch)[0]!, expected[i]!, tolerance);
    });
  });
});
