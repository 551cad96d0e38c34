import { beforeAll, describe, expect, it } from "vitest";
import {
  capture,
  type Device,
  memoryScope,
  ones,
  profile,
  scaledDotProductAttention,
  span,
  type Tensor,
} from "../index.js";
import { deviceNamed, deviceNames, messageOf } from "../testing.test-data.js";
import type { CompleteEvent } from "./timeline.js";

describe.each(deviceNames)("profile on %s", (name) => {
  let device: Device;
  let a: Tensor;
  let b: Tensor;
  beforeAll(async () => {
    device = await deviceNamed(name);
    a = ones([8, 16], { device });
    b = ones([8, 4], { device });
  });

  function step(number: number): void {
    using _step = span("step", number);
    using _scope = memoryScope();
    {
      using _ = span("forward");
      a.mT.matmul(b).tanh();
    }
    {
      using _ = span("backward");
      for (let i = 0; i < 2; i++) b.matmul(b.mT);
    }
  }

  it("counts the launches of a step, with the work they did", () => {
    using p = profile({ device, within: "step" });
    a.exp().dispose(); // not within a step
    for (let i = 0; i < 3; i++) step(i);
    const { spans, seconds, kernels, outside, parts } = p.report();
    const bytes = device.float === "float32" ? 4 : 8;
    const counted = kernels.map(({ seconds: _, ...rest }) => rest).sort((x, y) => (x.sizes < y.sizes ? -1 : 1));
    expect(counted).toEqual([
      { kernel: "tanh", sizes: "", calls: 3, flops: 0, bytes: 3 * 2 * 64 * bytes },
      { kernel: "matmul", sizes: "16×4×8 TN", calls: 3, flops: 3 * 1024, bytes: 3 * (128 + 32 + 64) * bytes },
      { kernel: "matmul", sizes: "8×8×4 NT", calls: 6, flops: 6 * 512, bytes: 6 * (32 + 32 + 64) * bytes },
    ]);
    expect(spans).toBe(3);
    expect(Object.keys(parts)).toEqual(["forward", "backward"]);
    expect(outside + kernels.reduce((sum, kernel) => sum + kernel.seconds, 0)).toBeCloseTo(seconds, 9);
    expect(parts.forward! + parts.backward!).toBeLessThanOrEqual(seconds);
    expect(outside).toBeGreaterThan(0);
  });

  it("counts everything without a name, and nothing once it is closed", () => {
    const p = profile({ device });
    step(1);
    a.neg().dispose();
    p[Symbol.dispose]();
    p[Symbol.dispose]();
    const report = p.report();
    expect(report).toMatchObject({ within: "", spans: 1, parts: { step: expect.any(Number) } });
    expect(report.kernels.reduce((sum, { calls }) => sum + calls, 0)).toBe(5);
    expect(Object.hasOwn(device, "launch")).toBe(false);
    step(2);
    expect(p.report()).toEqual(report);
  });

  it("says the sizes of batches and of heads", () => {
    using p = profile({ device });
    using _ = memoryScope();
    const x = ones([2, 3, 4, 8], { device });
    x.matmul(x.mT);
    x.mT.matmul(ones([2, 3, 4, 16], { device }));
    scaledDotProductAttention(x, x, x, { causal: true });
    const found = p.report().kernels.map(({ kernel, sizes, flops }) => `${kernel} ${sizes} ${flops}`);
    expect(found).toContain(`matmul 6 × 4×4×8 NT ${6 * 4 * 4 * 8 * 2}`);
    expect(found).toContain(`matmul 6 × 8×16×4 TN ${6 * 8 * 16 * 4 * 2}`);
    expect(found).toContain(`attention 6 × 4×4×8 ${6 * (1 + 2 + 3 + 4) * 8 * 4}`);
  });

  it("makes a trace of complete events that nest and do not overlap", () => {
    using p = profile({ device, within: "step", events: 1000 });
    for (let i = 1; i <= 5; i++) step(i);
    const document = JSON.parse(JSON.stringify(p.trace()));
    expect(document.displayTimeUnit).toBe("ms");
    const events: CompleteEvent[] = document.traceEvents.filter(({ ph }: { ph: string }) => ph === "X");
    expect(events).toHaveLength(5 * (3 + 4));
    const around: CompleteEvent[] = [];
    for (const event of events) {
      expect([event.pid, event.tid, event.dur >= 0, Number.isFinite(event.ts)]).toEqual([1, 1, true, true]);
      while (around.length > 0 && around.at(-1)!.ts + around.at(-1)!.dur <= event.ts) around.pop();
      const outer = around.at(-1);
      if (outer) expect(event.ts + event.dur).toBeLessThanOrEqual(outer.ts + outer.dur + 1e-6); // ends within it
      expect(around.map((span) => span.cat)).toEqual(
        event.cat === "kernel" ? ["span", "span"] : around.map(() => "span"),
      );
      around.push(event);
    }
  });

  it("does not change what is computed, errors included", () => {
    const before = a.mT.matmul(b).data();
    using _ = profile({ device });
    expect(a.mT.matmul(b).data()).toEqual(before);
    const freed = ones([2], { device });
    freed.dispose();
    expect(() => freed.add(1)).toThrow("after it had been freed");
  });
});

it("is one at a time", async () => {
  const device = await deviceNamed("reference");
  using _ = profile({ device });
  expect(messageOf(() => profile({ device }))).toMatchInlineSnapshot(`
    "ValueError: profile: another profile is open.
      given:    a second profile()
      expected: one at a time
      fix:      close the first one; \`using\` does so at the closing brace"
  `);
});

it("sees each launch of a captured step", async () => {
  const device = await deviceNamed("wasm");
  const x = ones([4, 4], { device });
  using twice = capture((y: Tensor) => y.matmul(y).tanh());
  for (let i = 0; i < 4; i++) twice(x);
  using p = profile({ device });
  using _ = memoryScope();
  for (let i = 0; i < 3; i++) twice(x);
  const calls = p.report().kernels.map(({ kernel, calls }) => [kernel, calls]);
  expect(Object.fromEntries(calls)).toEqual({ matmul: 3, tanh: 3 });
});
