import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

let cairn: Cairn;
beforeAll(async () => {
  cairn = await buildCairn();
  cairn.write("text.txt", text);
  cairn.write("text.txt.gz", gzipSync(text));
  cairn.write("no-end.txt", "x".repeat(2 ** 21));
  cairn.write("rubbish.bin.state", "rubbish, not a state");
  mkdirSync(join(cairn.folder, "folder.bin"));
  cairn.write("zeros.txt", new Uint8Array(100));
  cairn.write("cut.gz", gzipSync(text).subarray(0, 60));
}, 60_000);
afterAll(() => cairn.remove());

const days = "monday tuesday wednesday thursday".split(" ");
const text = Array.from({ length: 400 }, (_, i) => `on ${days[i % 4]} we eat bread\nthe ${i % 2 ? "cat" : "dog"} sleeps\n`).join(""); // biome-ignore format: one line
const words = 400 * 8;
const small = ["--dim", "8", "--epochs", "2", "--threads", "1"];
const train = (from: string[], out: string, ...more: string[]) => ["vectors", "train", "--from", ...from, "--out", out, ...more]; // biome-ignore format: one line
const bytes = (name: string) => readFileSync(join(cairn.folder, name));

describe("cairn vectors train", () => {
  it("prints the document of its contract with --json, and writes the vectors", async () => {
    const { code, stdout, stderr } = await cairn.run([...train(["text.txt"], "a.bin", ...small), "--json"]);
    expect(code, stderr).toBe(0);
    const { wordsPerSecond, seconds, ...document } = JSON.parse(stdout);
    expect(document).toEqual({
      ...{ command: "vectors train", words: 2 * words, vocabulary: 12, dim: 8, epochs: 2, threads: 1, out: "a.bin" },
    });
    expect(wordsPerSecond).toBeGreaterThan(0);
    expect(seconds).toBeGreaterThan(0);
    const info = await cairn.run(["vectors", "info", "--vectors", "a.bin", "--json"]);
    expect(JSON.parse(info.stdout)).toMatchObject({ format: "word2vec-binary", count: 12, dim: 8 });
    expect(existsSync(join(cairn.folder, "a.bin.state"))).toBe(false);
  });

  it("gives the same bytes from a file, gzip, standard input, and twice", async () => {
    const more = [...small, "--deterministic"];
    for (const [i, from] of ["text.txt", "text.txt.gz", "-"].entries()) {
      const { code, stderr } = await cairn.run(train([from], `same${i}.bin`, ...more), { input: text });
      expect(code, stderr).toBe(0);
      expect(bytes(`same${i}.bin`).equals(bytes("same0.bin"))).toBe(true);
    }
  });

  it.each(["sgns", "cbow", "hs", "fasttext"])("learns by %s, from several files", async (model) => {
    const from = ["text.txt", "text.txt.gz"];
    const buckets = model === "fasttext" ? ["--buckets", "1000"] : [];
    const more = ["--model", model, ...buckets, "--threads", "2", "--dim", "8", "--epochs", "1", "--json"];
    const { code, stdout, stderr } = await cairn.run(train(from, `${model}.vec`, ...more));
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ words: 2 * words, vocabulary: 12 });
  });

  it("joins phrases", async () => {
    cairn.write("city.txt", Array.from({ length: 300 }, (_, i) => `w${i} ${i % 15 ? "x" : "new york"}\n`).join(""));
    const { code, stderr } = await cairn.run(train(["city.txt"], "p.txt", ...small, "--phrases", "--min-count", "1"));
    expect(code, stderr).toBe(0);
    expect(bytes("p.txt").toString()).toMatch(/^new_york /m);
  });

  it("saves on Ctrl-C and says how to go on; resumed, the bytes are those of a run that was left alone", async () => {
    const long = [...["--dim", "8", "--epochs", "1200", "--deterministic"]];
    const started = cairn.start(train(["text.txt"], "stopped.bin", ...long));
    await started.shows("left\n");
    started.child.kill("SIGINT");
    const { code, stdout, stderr } = await started.ended;
    expect([code, stdout]).toEqual([130, ""]);
    expect(stderr).toContain("cairn vectors train --from text.txt --out stopped.bin --resume");
    expect(readdirSync(cairn.folder).filter((name) => name.startsWith("stopped"))).toEqual([
      "stopped.bin",
      "stopped.bin.state",
    ]);
    const other = { input: `${text}and more\n` };
    const elsewhere = await cairn.run(train(["-"], "stopped.bin", "--resume"), other);
    expect([elsewhere.code, elsewhere.stderr]).toEqual([1, expect.stringContaining("other texts than before")]);
    const otherwise = await cairn.run(train(["text.txt"], "stopped.bin", ...long, "--resume", "--window", "3"));
    expect(otherwise.code).toBe(2);
    expect(otherwise.stderr).toContain("given:    --window 3\n  expected: --window 5\n");
    expect((await cairn.run(train(["text.txt"], "stopped.bin", ...long, "--resume"))).code).toBe(0);
    expect((await cairn.run(train(["text.txt"], "alone.bin", ...long))).code).toBe(0);
    expect(bytes("stopped.bin").equals(bytes("alone.bin"))).toBe(true);
    expect(existsSync(join(cairn.folder, "stopped.bin.state"))).toBe(false);
  }, 60_000);

  it.each([
    [train(["absent.txt"], "x.bin"), 1, "absent.txt"],
    [train(["."], "x.bin"), 1, "vectors train"],
    [train(["zeros.txt"], "x.bin"), 1, "zeros.txt is not text."],
    [train(["cut.gz"], "x.bin"), 1, "cut.gz is a damaged gzip file."],
    [train(["text.txt"], "x.bin", "--min-count", "5000"), 1, "no word is frequent enough."],
    [train(["text.txt"], "x.bin", "--resume"), 1, "x.bin.state"],
    [train(["text.txt"], "rubbish.bin", "--resume"), 1, "rubbish.bin.state is not what a stopped training left."],
    [train(["text.txt"], "x.xyz"), 2, "--out does not say the format."],
    [train(["text.txt"], "x.bin", "--model", "bert"), 2, "--model"],
    [train(["text.txt"], "folder.bin"), 1, "folder.bin is a folder, not a file."],
    [train(["text.txt"], "absent/x.bin"), 1, "absent does not exist."],
    [train(["text.txt"], "x.bin", "--model", "hs", "--negative", "5"), 2, "these options contradict each other."],
    [train(["text.txt"], "x.bin", "--model", "cbow", "--buckets", "5"), 2, "these options contradict each other."],
    [train(["text.txt"], "x.bin", "--deterministic", "--threads", "2"), 2, "these options contradict each other."],
    [train(["text.txt"], "x.bin", ...small, "--lr", "1e30"), 1, "the vectors have become infinite; nothing was saved."],
    [train(["no-end.txt"], "x.bin"), 1, "a word does not end."],
    [train(["-", "-"], "x.bin"), 2, "standard input can be read once."],
    [["vectors", "train", "--out", "x.bin"], 2, "--from <text...> is missing."],
  ])("refuses %j with exit code %d", async (args, expected, problem) => {
    const { code, stdout, stderr } = await cairn.run(args);
    expect(stderr).toContain(problem);
    expect([code, stdout, existsSync(join(cairn.folder, "x.bin"))]).toEqual([expected, "", false]);
  });

  it("has a help that ends with an example", async () => {
    const { stdout } = await cairn.run(["vectors", "train", "--help"]);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("  cairn vectors train --from text.txt.gz --dim 100 --epochs 5 --out vectors.bin"); // biome-ignore format: one line
  });
});
