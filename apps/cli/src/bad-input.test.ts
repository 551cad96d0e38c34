import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn, sampleText } from "./run-cairn.test-tools.js";

let cairn: Cairn;
const at = (...path: string[]) => join(cairn.folder, ...path);
const isRoot = process.getuid?.() === 0;

beforeAll(async () => {
  cairn = await buildCairn();
  cairn.write("text.txt", sampleText());
}, 60_000);
afterAll(() => cairn.remove());

/** The error of a command that must fail with 1 and leave no run behind. */
async function errorOf(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cairn.run(args);
  expect(code, stderr).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(existsSync(at("runs"))).toBe(false);
  return stderr.replaceAll(cairn.folder, "…");
}

describe("--from", () => {
  const from = (file: string, preset = "shakespeare-char") =>
    errorOf("train", "gpt", "--preset", preset, "--from", file);

  it("a file that is not there", async () => {
    expect(await from("nowhere.txt")).toMatchInlineSnapshot(`
      "FileError: train gpt: nowhere.txt does not exist.
        given:    nowhere.txt
        fix:      check the path
      "
    `);
  });

  it("an empty file", async () => {
    cairn.write("empty.txt", "");
    expect(await from("empty.txt")).toMatchInlineSnapshot(`
      "InputError: train gpt: empty.txt is empty.
        given:    0 bytes
        expected: text
        fix:      give another file
      "
    `);
  });

  it("a file shorter than the context", async () => {
    cairn.write("short.txt", "To be, or not to be.");
    expect(await from("short.txt")).toMatchInlineSnapshot(`
      "InputError: train gpt: short.txt can not be trained on: the training part is too short.
        given:    20 bytes of text: 18 tokens
        expected: more than the context length, 64
        fix:      give a longer text, or a shorter --context-length
      "
    `);
    expect(await from("short.txt", "stories")).toMatchInlineSnapshot(`
      "InputError: train gpt: short.txt can not be trained on: the training part is too short.
        given:    20 bytes of text: 16 tokens
        expected: more than the context length, 128
        fix:      give a longer text, or a shorter --context-length
      "
    `);
  });

  it("random bytes", async () => {
    cairn.write(
      "random.bin",
      Uint8Array.from({ length: 9999 }, (_, i) => (i * i * 31 + i * 7) >>> 3),
    );
    expect(await from("random.bin")).toMatchInlineSnapshot(`
      "InputError: train gpt: random.bin is not text.
        given:    9999 bytes that are not UTF-8: some are zero
        expected: a text file in UTF-8
        fix:      give a text file; one in another encoding is converted by iconv -f latin1 -t utf-8
      "
    `);
  });

  it("a folder", async () => {
    expect(await from(".")).toMatchInlineSnapshot(`
      "FileError: train gpt: . is a folder, not a file.
        given:    .
        fix:      name a file
      "
    `);
  });
});

describe("--out", () => {
  const train = (out: string) => ["train", "gpt", "--preset", "shakespeare-char", "--from", "text.txt", "--out", out];

  it("a file", async () => {
    expect(await errorOf(...train("text.txt"))).toContain("text.txt is a file, not a folder");
    expect(readFileSync(at("text.txt"), "utf8")).toBe(sampleText());
  });

  it.skipIf(isRoot)("a read-only folder (skipped for root, who may write everywhere)", async () => {
    mkdirSync(at("locked"), { mode: 0o500 });
    expect(await errorOf(...train("locked/run"))).toContain("may not be accessed");
    chmodSync(at("locked"), 0o700);
  });
});

/** A disk of `kilobytes`, and what takes it away; null where this may not be done. */
function smallDisk(kilobytes: number, ...options: string[]): { path: string; remove(): void } | null {
  const path = at(`disk${kilobytes}${options.join("")}`);
  mkdirSync(path);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", [`size=${kilobytes}k`, ...options].join(","), "tmpfs", path], {
      stdio: "ignore",
    });
  } catch {
    return null;
  }
  return { path, remove: () => execFileSync("umount", [path]) };
}

// Mounting needs root, and a container may forbid it even then.
describe.skipIf(!isRoot || process.platform !== "linux")(
  "a disk (skipped unless root on Linux, for it is mounted)",
  () => {
    const train = (out: string) => ["train", "gpt", "--preset", "shakespeare-char", "--from", "text.txt", "--out", out];

    it("that is full before the first checkpoint", async ({ skip }) => {
      const disk = smallDisk(1024);
      if (!disk) return skip("tmpfs can not be mounted here");
      try {
        const { code, stderr } = await cairn.run([...train(join(disk.path, "run")), "--steps", "1"]);
        expect(code).toBe(1);
        expect(stderr).toContain("does not fit: the disk is full");
        expect(stderr).toContain("fix:      free some space; what was saved before is still there");
        expect(stderr).not.toMatch(/^\s+at /m);
      } finally {
        disk.remove();
      }
    });

    it("that fills up later leaves the checkpoint before whole", async ({ skip }) => {
      const disk = smallDisk(24 * 1024); // a checkpoint is 9.7 MB, and two lie side by side while one is replaced
      if (!disk) return skip("tmpfs can not be mounted here");
      try {
        const run = join(disk.path, "run");
        await cairn.train([...train(run), "--steps", "1"]);
        const before = readFileSync(join(run, "model.safetensors"));
        writeFileSync(join(disk.path, "other"), new Uint8Array(6e6));
        const { code, stderr } = await cairn.run(["train", "gpt", "--resume", run, "--steps", "2"]);
        expect(stderr).toContain("does not fit: the disk is full");
        expect(code).toBe(1);
        expect(readFileSync(join(run, "model.safetensors"))).toEqual(before);
        expect((await cairn.run(["generate", "--model", run, "--prompt", "a", "--max-tokens", "2"])).code).toBe(0);
        rmSync(join(disk.path, "other"));
        await cairn.train(["train", "gpt", "--resume", run]);
      } finally {
        disk.remove();
      }
    });

    it("that is read-only", async ({ skip }) => {
      const disk = smallDisk(1024, "ro");
      if (!disk) return skip("tmpfs can not be mounted here");
      try {
        const { code, stderr } = await cairn.run([...train(join(disk.path, "run")), "--steps", "1"]);
        expect(stderr).toContain("lies on a read-only disk");
        expect(code).toBe(1);
        expect(readdirSync(disk.path)).toEqual([]);
      } finally {
        disk.remove();
      }
    });
  },
);
