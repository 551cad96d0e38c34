import { describe, expect, it } from "vitest";
import { between, performancePage, readmePage } from "./document.ts";
import type { Line, Results } from "./results.ts";

const line = (peer: string, threads: number, value: number, more: Partial<Line> = {}): Line => ({
  ...{ workload: "w6-char-mlp", peer, version: "1.13.0", threads, metric: "SGD", value, unit: "steps/s", n: 7 },
  ...{ median: value * 0.9, worst: value * 0.75, note: "", ...more },
});
const results: Results = {
  machine: {
    ...{
      cpu: "a cpu",
      cores: 2,
      avx512: false,
      memory: "8 GiB",
      system: "Linux 6",
      date: "2026-01-02",
      load: 0,
      rounds: 3,
    },
  },
  lines: [
    line("tfjs", 1, 1711),
    line("cairn (Chromium)", 1, 9000),
    line("torch", 2, 4750),
    line("torch", 2, 3386, { version: "2.13.0+cpu" }),
    line("cairn", 1, 15_000),
    line("cairn", 2, 16_234.5),
  ],
};

describe("docs/performance.md", () => {
  it("has a column for each system, Cairn first", () => {
    const rows = performancePage(results, "")
      .split("\n")
      .filter((row) => row.startsWith("| w6 SGD"));
    expect(rows).toEqual([
      "| w6 SGD, steps/s | 15,000 (25) | 16,230 (25) | 4,750 (25) | 3,386 (25) | 1,711 (25) |",
      "| w6 SGD, steps/s | 15,000 (25) | 16,230 (25) | 9,000 (25) |",
    ]);
  });

  it("has a table of what a browser has run, the fastest backends first", () => {
    const others = [line("tfjs cpu (Chromium)", 1, 30), line("tfjs wasm (Chromium)", 1, 1200)];
    const page = performancePage({ ...results, lines: [...results.lines, ...others] }, "");
    expect(page).toContain(
      [
        "|  | cairn (Chromium) 1T | tfjs wasm (Chromium) 1T | tfjs cpu (Chromium) 1T |",
        "| --- | --- | --- | --- |",
        "| w6 SGD, steps/s | 9,000 (25) | 1,200 (25) | 30 (25) |",
      ].join("\n"),
    );
    expect(page.split("\n").filter((row) => row.startsWith("| w6 SGD") && row.includes("1,711"))).toEqual([
      "| w6 SGD, steps/s | 15,000 (25) | 16,230 (25) | 4,750 (25) | 3,386 (25) | 1,711 (25) |",
    ]);
  });

  it("keeps what was written by hand", () => {
    const first = performancePage(results, "");
    expect(between(first, "by hand")).toBe("Nothing is written yet.");
    const edited = first.replace("Nothing is written yet.", "The cache is small.\n\nVery.");
    expect(between(performancePage(results, edited), "by hand")).toBe("The cache is small.\n\nVery.");
  });
});

describe("the README", () => {
  it("gets a table of wins and losses between its markers, and keeps the rest", () => {
    const page = "# Cairn\n\n<!-- performance: begin -->old<!-- performance: end -->\n\nMore.\n";
    const written = readmePage(results, page);
    expect(written.startsWith("# Cairn\n\n<!-- performance: begin -->\n\n| work |")).toBe(true);
    expect(written).toContain(
      "| character MLP, batch 32, a step | 16,230 steps/s | 4,750, torch 1.13.0 on 2 threads | **3.42 ×** |",
    );
    expect(written.endsWith("<!-- performance: end -->\n\nMore.\n")).toBe(true);
    expect(readmePage(results, written)).toBe(written);
    expect(() => readmePage(results, "# Cairn")).toThrow("the page has no markers <!-- performance: begin -->");
  });
});
