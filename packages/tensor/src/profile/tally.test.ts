import { describe, expect, it } from "vitest";
import { formatProfile } from "./format-profile.js";
import { Tally } from "./tally.js";

const product = { sizes: "64×64×64 NN", flops: 524_288, bytes: 49_152 };
const other = { sizes: "", flops: 0, bytes: 4096 };

/** Two steps of 10 ms, 4 ms apart: forward and backward with a launch each. */
function twoSteps(events = 0): Tally {
  const tally = new Tally("step", events);
  for (const [i, at] of [100, 114].entries()) {
    tally.begin("step", i + 1, at);
    tally.begin("forward", undefined, at + 1);
    tally.launched("matmul", product, at + 1.5, at + 3.5);
    tally.end(at + 4);
    tally.begin("backward", undefined, at + 4);
    tally.launched("tanh", other, at + 5, at + 6);
    tally.begin("inner", undefined, at + 6);
    tally.end(at + 7);
    tally.end(at + 8);
    tally.end(at + 10);
  }
  return tally;
}

describe("Tally", () => {
  it("adds up spans, launches, and what is between them", () => {
    expect(twoSteps().report(999)).toEqual({
      within: "step",
      spans: 2,
      seconds: 0.02,
      kernels: [
        { kernel: "matmul", sizes: "64×64×64 NN", calls: 2, seconds: 0.004, flops: 1_048_576, bytes: 98_304 },
        { kernel: "tanh", sizes: "", calls: 2, seconds: 0.002, flops: 0, bytes: 8192 },
      ],
      outside: expect.closeTo(0.014, 12),
      parts: { forward: expect.closeTo(0.006, 12), backward: expect.closeTo(0.008, 12) },
    });
  });

  it("counts nothing outside the named spans", () => {
    const tally = twoSteps();
    const before = tally.report(200);
    tally.begin("evaluate", undefined, 200);
    expect(tally.counting).toBe(false);
    tally.end(300);
    expect(tally.report(300)).toEqual(before);
  });

  it("counts a span that is open as far as it is", () => {
    const tally = twoSteps();
    tally.begin("step", 3, 200);
    expect(tally.counting).toBe(true);
    expect(tally.report(205)).toMatchObject({ spans: 3, seconds: 0.025 });
  });

  it("takes a span of the same name inside for a part", () => {
    const tally = new Tally("step", 0);
    tally.begin("step", undefined, 0);
    tally.begin("step", undefined, 1);
    tally.end(2);
    tally.end(4);
    expect(tally.report(9)).toMatchObject({ spans: 1, seconds: 0.004, parts: { step: 0.001 } });
  });
});

describe("formatProfile", () => {
  it("makes a table whose times add up", () => {
    expect(formatProfile(twoSteps().report(999))).toMatchInlineSnapshot(`
      "kernel                        calls     time    share        speed
      matmul 64×64×64 NN                2   4.0 ms   20.0 %  0.3 GFLOP/s
      tanh                              2   2.0 ms   10.0 %     0.0 GB/s
      outside kernels (TypeScript)         14.0 ms   70.0 %
      total                             4  20.0 ms  100.0 %

      forward 30 %, backward 40 %, the rest 30 %"
    `);
  });

  it("sums up many kernels, and is never wider than 80 columns", () => {
    const tally = new Tally("", 0);
    tally.begin("", undefined, 0);
    for (let i = 0; i < 40; i++) {
      const work = { ...product, sizes: `128 × ${1000 + i}×1024×1024 NT` };
      for (let call = 0; call < 1000; call++) tally.launched("matmul", work, 1000, 1010 + i);
    }
    tally.end(2_000_000);
    const lines = formatProfile(tally.report(0)).split("\n");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines).toHaveLength(1 + 24 + 1 + 2);
    expect(lines[0]).toMatch(/^kernel +calls +time +share +speed$/);
    expect(lines.at(-3)).toMatch(/^16 other kernels +16000 +280\.00 s +14\.0 %$/);
    expect(lines.at(-1)).toMatch(/^total +40000 +2000\.00 s +100\.0 %$/);
  });

  it("has no numbers to show for nothing", () => {
    expect(formatProfile(new Tally("step", 0).report(0))).not.toMatch(/NaN|Infinity/);
  });
});

describe("the timeline", () => {
  it("has what is around others first, rounded so that it stays around", () => {
    const events = twoSteps(100).timeline.document("wasm").traceEvents;
    expect(events.slice(0, 2)).toEqual([
      { name: "process_name", ph: "M", pid: 1, tid: 1, args: { name: "cairn" } },
      { name: "thread_name", ph: "M", pid: 1, tid: 1, args: { name: "device wasm" } },
    ]);
    const shown = events.slice(2).map((event) => (event.ph === "X" ? [event.name, event.ts, event.dur] : []));
    expect(shown.slice(0, 6)).toEqual([
      ["step 1", 0, 10_000],
      ["forward", 1000, 3000],
      ["matmul 64×64×64 NN", 1500, 2000],
      ["backward", 4000, 4000],
      ["tanh", 5000, 1000],
      ["inner", 6000, 1000],
    ]);
    expect(shown[6]).toEqual(["step 2", 14_000, 10_000]);
  });

  it("keeps the last steps that fit, and of one that does not the beginning", () => {
    const names = (events: number) =>
      twoSteps(events)
        .timeline.document("wasm")
        .traceEvents.slice(2)
        .map(({ name }) => name);
    expect(names(11)).toEqual(["step 2", "forward", "matmul 64×64×64 NN", "backward", "tanh", "inner"]);
    expect(names(1)).toEqual(["step 2", "forward", "matmul 64×64×64 NN", "backward", "inner"]);
    expect(names(0)).toEqual([]);
  });
});
