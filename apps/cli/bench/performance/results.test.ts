import { describe, expect, it } from "vitest";
import { best, type Line, merge, others, ratio, share } from "./results.ts";

const line = (peer: string, value: number, more: Partial<Line> = {}): Line => ({
  ...{ workload: "w5-mlp", peer, version: "1.0", threads: 1, metric: "Adam", value, unit: "steps/s", n: 7 },
  ...more,
});
const machine = {
  ...{
    cpu: "a cpu",
    cores: 2,
    avx512: true,
    memory: "8 GiB",
    system: "Linux 6",
    date: "2026-01-02",
    load: 0,
    rounds: 2,
  },
};

describe("merge", () => {
  it("keeps the best and the worst of all rounds, and the limit that flatters least", () => {
    const rounds = [
      line("cairn", 100, { median: 90, worst: 80, limit: 200, note: "captured" }),
      line("cairn", 120, { median: 110, worst: 50, limit: 210, note: "captured" }),
      line("cairn", 90, { median: 70, worst: 60, limit: 190, note: "captured" }),
      line("cairn", 500, { threads: 2 }),
    ];
    expect(merge(rounds)).toEqual([
      line("cairn", 120, { n: 21, median: 90, worst: 50, limit: 210, note: "captured" }),
      line("cairn", 500, { threads: 2, median: 500, worst: 500, note: "" }),
    ]);
  });

  it("knows that short times are good", () => {
    const rounds = [3, 1, 2].map((value) => line("cairn", value, { unit: "µs/op", worst: value + 1 }));
    expect(merge(rounds)).toEqual([line("cairn", 1, { unit: "µs/op", n: 21, median: 2, worst: 4, note: "" })]);
  });
});

describe("ratio and share", () => {
  it("say how many times as good the first is", () => {
    expect(ratio(line("a", 30), line("b", 10))).toBe(3);
    const unit = "µs/op";
    expect(ratio(line("a", 1, { unit }), line("b", 4, { unit }))).toBe(4);
    expect(ratio(line("a", 1), undefined)).toBeUndefined();
    expect(share(line("a", 30, { limit: 40 }))).toBe(0.75);
    expect(share(line("a", 30))).toBeUndefined();
  });
});

describe("best", () => {
  const results = {
    machine,
    lines: [
      line("cairn", 10),
      line("cairn (Chromium)", 99),
      line("torch", 5),
      line("torch", 7, { version: "0.9", threads: 2 }),
      line("torch", 8, { metric: "Adam, fused" }),
      line("manual-js", 50),
    ],
  };

  it("takes the better version, and only what was asked for", () => {
    const at = { workload: "w5-mlp" };
    expect(best(results, { ...at, peer: "torch", metric: "Adam" })?.value).toBe(7);
    expect(best(results, { ...at, peer: "torch", metric: ["Adam", "Adam, fused"] })?.value).toBe(8);
    expect(best(results, { ...at, peer: "torch", metric: "Adam", threads: 1 })?.value).toBe(5);
    expect(best(results, { ...at, peer: "cairn" })?.value).toBe(10);
    expect(best(results, { workload: "w6" })).toBeUndefined();
  });

  it("compares with systems, not with Cairn elsewhere or a loop by hand", () => {
    expect(others(results)).toEqual(["torch"]);
  });
});
