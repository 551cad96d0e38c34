import { availableParallelism } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

const quick = ["--repeats", "2", "--seconds", "0.005"];
let cairn: Cairn;
beforeAll(async () => {
  cairn = await buildCairn();
}, 60_000);
afterAll(() => cairn.remove());

/** The lines that `--json` prints, which must be all that there is. */
async function lines(...args: string[]): Promise<Record<string, unknown>[]> {
  const { code, stdout, stderr } = await cairn.run(["bench", ...args, ...quick, "--json"]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout.endsWith("}\n")).toBe(true);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("cairn bench", () => {
  it("prints the lines of its contract, here and from other processes", async () => {
    const here = await lines("w3", "--threads", "1");
    expect(here.length).toBeGreaterThan(2);
    for (const line of here) {
      expect(line).toEqual({
        workload: "w3-linreg",
        peer: "cairn",
        version: expect.stringMatching(`^\\d+\\.\\d+\\.\\d+ node ${process.versions.node}$`),
        threads: 1,
        metric: expect.any(String),
        value: expect.any(Number),
        unit: "it/s",
        n: 2,
        note: expect.any(String),
        median: expect.any(Number),
        worst: expect.any(Number),
      });
      const [value, median, worst] = [line.value, line.median, line.worst] as number[];
      expect(value).toBeGreaterThanOrEqual(median!);
      expect(median).toBeGreaterThanOrEqual(worst!);
    }
    const metrics = (found: typeof here) => found.map(({ workload, metric }) => `${workload} ${metric}`);
    const others = await lines("w3-linreg", "w2");
    expect(new Set(metrics(others))).toEqual(new Set(["w2-tiny-op add of 4 floats", ...metrics(here)]));
  });

  it("has the metrics of the other systems' tables", async () => {
    const found = (await lines("w1", "w2", "w5", "w6", "w7")).map(({ workload, metric, unit }) =>
      [workload, metric, unit].join("; "),
    );
    expect(found).toEqual(
      expect.arrayContaining([
        "w1-gemm; 512x512x512; GFLOP/s",
        "w1-gemm; 384x1536x384; GFLOP/s",
        "w1-gemm; 511x513x509; GFLOP/s",
        "w2-tiny-op; add of 4 floats; µs/op",
        "w5-mlp; Adam; steps/s",
        "w6-char-mlp; SGD; steps/s",
        "w7-cbow; SGD; steps/s",
      ]),
    );
  });

  it("puts beside a count of work what the machine could do at the very best", async () => {
    for (const { unit, limit } of await lines("w1", "w5", "--threads", "1")) {
      if (unit === "GFLOP/s") expect(limit).toBeGreaterThan(1);
      else expect(limit).toBeUndefined();
    }
  });

  it("encodes the start of a text, on one thread, and says that it needs one", async () => {
    cairn.write("text.txt", `${"some words, and more of them ".repeat(70_000)}é`);
    const found = await lines("w11", "--from", "text.txt");
    expect(found.map(({ metric, unit, threads }) => [metric, unit, threads])).toEqual([
      ["encode", "MB/s", 1],
      ["encode, empty word cache", "MB/s", 1],
    ]);
    expect(found[0]!.note).toMatch(/^\d+ tokens; repeats see its word cache$/);
    const { code, stdout, stderr } = await cairn.run(["bench", "w11", "--json"]);
    expect({ code, stdout, stderr }).toEqual({
      ...{ code: 0, stdout: "", stderr: "w11-bpe is skipped: it needs a text, --from FILE.\n" },
    });
    expect((await cairn.run(["bench", "w11", "--from", "nothing.txt", "--threads", "1"])).stderr).toContain(
      "bench: nothing.txt does not exist.",
    );
  });

  it("measures new processes, and the engine's size", async () => {
    const found = await lines("start", "size");
    expect(found.map(({ workload, unit, n }) => `${workload} ${unit} ${n}`)).toEqual([
      ...Array(4).fill("size bytes 1"),
      ...Array(availableParallelism() > 1 ? 4 : 2).fill("start ms/start 2"), // on one thread, and on all
    ]);
    for (const { workload, value } of found) {
      const [least, most] = workload === "size" ? [5000, 20_000] : [1, 10_000];
      expect(value).toBeGreaterThan(least!);
      expect(value).toBeLessThan(most!);
    }
  });

  it("prints a table", async () => {
    const { code, stdout } = await cairn.run(["bench", "w2", ...quick]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/│ workload +│ metric +│ threads │/);
    expect(stdout).toMatch(/│ w2-tiny-op │ add of 4 floats │ +1 │ +[\d.]+ │/);
  });

  it("names the workloads that there are", async () => {
    const { code, stderr } = await cairn.run(["bench", "w8"]);
    expect(code).toBe(2);
    expect(stderr).toMatchInlineSnapshot(`
      "UsageError: bench: there is no workload "w8".
        given:    w8
        expected: w1-gemm, w2-tiny-op, w3-linreg, w4-logreg, w5-mlp, w6-char-mlp, w7-cbow, w9-gpt-train, w10-gpt2-infer, w11-bpe, memory, limits, size, start
        fix:      name some of these, by their first part or whole, or none for all
      "
    `);
  });

  it("ends with 130 after Ctrl-C, and its other processes with it", async () => {
    const started = cairn.start(["bench", "w2", "--seconds", "60"]);
    await started.shows("w2-tiny-op on 1 thread");
    started.child.kill("SIGINT");
    expect(await started.ended).toMatchObject({ code: 130, stdout: "" });
  });
});
