import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "tsup";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder: string;
let engine: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cairn-threads-"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  await build({
    ...{ config: false, silent: true, format: "esm", target: "es2022", platform: "neutral", splitting: true },
    entry: [fileURLToPath(new URL("../index.ts", import.meta.url))],
    outDir: join(folder, "dist"),
  });
  engine = pathToFileURL(join(folder, "dist/index.js")).href;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** This Node, and the machine's own where that is another version. */
function nodes(): [string, string][] {
  const found = new Map([[process.versions.node.split(".")[0]!, process.execPath]]);
  for (const place of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(place, "node");
    if (place.includes("node_modules") || !existsSync(path)) continue;
    const [, major] = /^v(\d+)/.exec(spawnSync(path, ["--version"], { encoding: "utf8" }).stdout) ?? [];
    if (major !== undefined && Number(major) >= 20 && !found.has(major)) found.set(major, path);
  }
  return [...found];
}

/** Launches until a worker has taken part. */
const useThreads = `
  import { createEngine } from ${"ENGINE"};
  const engine = await createEngine({ threads: 3 });
  const x = engine.allocate(400_000);
  const share = () => {
    engine.launch("fill", 100_000, [x, 2]);
    return engine.int32(1024 + 64, 1)[0];
  };
  while (share() === 0);
  console.log(engine.threads, engine.float32(x, 100_000).every((value) => value === 2));
`;

/** Trains word vectors on two workers. */
const trainWords = `
  import { word2vec } from ${"ENGINE"};
  const engine = await word2vec.createWord2vecEngine({
    dim: 8, inputRows: 4, outputRows: 4, threads: 2,
    tables: {
      keep: new Uint32Array(4).fill(-1), negative: 5, negatives: new Uint32Array(8),
      paths: null, bags: null, skipGram: true, mean: true, window: 2,
    },
  });
  const train = () => engine.push({ words: new Int32Array(9000), ends: Int32Array.of(9000), lr: 0.1, random: [1, 2] });
  for (let i = 0; i < 10; i++) await train();
  await engine.drain();
  console.log(engine.threads, engine.trained);
`;

function start(node: string, program: string, begin = useThreads): ChildProcess {
  const text = (begin + program).replace("ENGINE", JSON.stringify(engine));
  return spawn(node, ["--input-type=module", "-e", text], { stdio: ["ignore", "pipe", "pipe"] });
}

/** What a program prints, how it ends, and how long it takes to end after it has printed. */
async function outcome(
  child: ChildProcess,
): Promise<{ stdout: string; stderr: string; end: unknown; seconds: number }> {
  const ended = new Promise((resolve) => child.once("close", (code, signal) => resolve(signal ?? code)));
  const text = { stdout: "", stderr: "" };
  let printed = 0;
  child.stdout!.on("data", (data) => {
    text.stdout += data;
    printed ||= performance.now();
  });
  child.stderr!.on("data", (data) => (text.stderr += data));
  const end = await ended;
  return { ...text, end, seconds: (performance.now() - printed) / 1000 };
}

describe.each(nodes())("a program that used threads, on Node %s", (_, node) => {
  const soon = 3; // seconds, on a machine that may be busy

  it("ends by itself", async () => {
    const { stdout, stderr, end, seconds } = await outcome(start(node, ""));
    expect({ stdout, stderr, end }).toEqual({ stdout: "3 true\n", stderr: "", end: 0 });
    expect(seconds).toBeLessThan(soon);
  });

  it("ends at once with process.exit, while workers wait for work", async () => {
    const { end, seconds } = await outcome(start(node, "share(); process.exit(7);"));
    expect(end).toBe(7);
    expect(seconds).toBeLessThan(soon);
  });

  it("ends with an error that is thrown", async () => {
    const { end, stderr } = await outcome(start(node, 'share(); throw new Error("that is all");'));
    expect(end).toBe(1);
    expect(stderr).toContain("that is all");
  });

  it("ends at once with Ctrl-C, even while it computes", async () => {
    const child = start(node, "for (;;) share();");
    child.stdout!.once("data", () => child.kill("SIGINT"));
    const { end, seconds } = await outcome(child);
    expect(end).toBe("SIGINT");
    expect(seconds).toBeLessThan(soon);
  });
});

describe.each(nodes())("a program that trained word vectors, on Node %s", (_, node) => {
  it("ends by itself", async () => {
    const { stdout, stderr, end } = await outcome(start(node, "", trainWords));
    expect({ stdout, stderr, end }).toEqual({ stdout: "2 90000\n", stderr: "", end: 0 });
  });

  it("ends once it waits for nothing, though a chunk is under way", async () => {
    const { end } = await outcome(start(node, "void train();", trainWords));
    expect(end).toBe(0);
  });

  it("ends at once with Ctrl-C, even while it trains", async () => {
    const child = start(node, "for (;;) await train();", trainWords);
    child.stdout!.once("data", () => child.kill("SIGINT"));
    expect((await outcome(child)).end).toBe("SIGINT");
  });
});
