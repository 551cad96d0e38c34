import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import type * as FileSystem from "node:fs/promises";
import { join } from "node:path";
import { init } from "@cairn-ml/tensor";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { RunFolder, readModel } from "./node.js";
import { description, errorOf, plain, scratchFolder, snapshotAt } from "./run-folder.test-data.js";

/** A disk that fails: `left` changes still happen; then "dead" stops all (a kill), "full" writes half of a file, then ENOSPC. */
const disk = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY, failure: "dead" as "dead" | "full" }));

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof FileSystem>();
  const full = () => Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
  /** One change of the disk; `part` is what is left of it when the disk fails. */
  const change = async <T>(writes: boolean, whole: () => Promise<T>, part?: () => Promise<unknown>): Promise<T> => {
    if (disk.failure === "full" && !writes) return whole(); // renaming and removing need no room
    if (disk.left <= 0) throw disk.failure === "full" ? full() : new Error("killed");
    if (--disk.left > 0 || !Number.isFinite(disk.left)) return whole();
    await part?.();
    throw disk.failure === "full" ? full() : new Error("killed");
  };
  const alive = <T>(f: () => Promise<T>): Promise<T> =>
    disk.failure === "dead" && disk.left <= 0 ? Promise.reject(new Error("killed")) : f();
  return {
    ...real,
    async open(path: string, flags: string) {
      const writes = flags !== "r";
      const file = await (writes ? change(true, () => real.open(path, flags)) : alive(() => real.open(path, flags)));
      const { writeFile } = file;
      file.sync = async () => {}; // a kill loses nothing that was written; syncing thousands of times takes long
      file.writeFile = (bytes) =>
        change(
          true,
          () => writeFile.call(file, bytes),
          () => writeFile.call(file, (bytes as Uint8Array).subarray(0, (bytes as Uint8Array).length >> 1)),
        );
      return file;
    },
    readFile: (path: string) => alive(() => real.readFile(path)),
    readdir: (path: string) => alive(() => real.readdir(path)),
    rename: (from: string, to: string) => change(false, () => real.rename(from, to)),
    rm: (path: string, options: object) => change(false, () => real.rm(path, options)),
  };
});

const scratch = scratchFolder();
let counter = 0;
const fresh = () => join(scratch.path, `run${counter++}`);

beforeAll(async () => {
  await init({ device: "reference" });
});
afterEach(() => {
  disk.left = Number.POSITIVE_INFINITY;
});
afterAll(scratch.remove);

/** Runs `f` on a disk that fails at its n-th change. True when it came to its end. */
async function failingAt(n: number, failure: "dead" | "full", f: () => Promise<unknown>): Promise<boolean> {
  Object.assign(disk, { left: n, failure });
  try {
    await f();
    return true;
  } catch {
    return false;
  } finally {
    disk.left = Number.POSITIVE_INFINITY;
  }
}

const [first, second, third] = [1, 2, 3].map((step) => () => snapshotAt(step)) as [
  () => ReturnType<typeof snapshotAt>,
  () => ReturnType<typeof snapshotAt>,
  () => ReturnType<typeof snapshotAt>,
];

/** What a new process finds. First what a reader sees, who must change nothing. */
async function found(path: string): Promise<unknown> {
  const seen = (await (await RunFolder.open(path)).weights()).get("w.bias")!.item();
  const loaded = await (await RunFolder.open(path)).load();
  expect(loaded!.weights.get("w.bias")!.item()).toBe(seen);
  expect(readdirSync(path).filter((name) => /\.next$/.test(name))).toEqual([]);
  return plain(loaded);
}

describe("a kill at any change of the disk", () => {
  it("within the first save leaves no checkpoint or a whole one", async () => {
    const results: unknown[] = [];
    for (let n = 1, done = false; !done; n++) {
      const folder = await RunFolder.create(fresh(), description);
      done = await failingAt(n, "dead", () => folder.save(first()));
      results.push(plain(await (await RunFolder.open(folder.path)).load()));
    }
    const whole = results.findIndex(Boolean);
    expect(whole).toBeGreaterThan(5);
    expect(results.slice(0, whole).every((result) => result === null)).toBe(true);
    for (const result of results.slice(whole)) expect(result).toEqual(plain(first()));
  });

  it("within a later save leaves the old checkpoint or the new one, never a mixture", async () => {
    const results: unknown[] = [];
    for (let n = 1, done = false; !done; n++) {
      const folder = await RunFolder.create(fresh(), description);
      await folder.save(first());
      done = await failingAt(n, "dead", () => folder.save(second()));
      results.push(await found(folder.path));
    }
    const news = results.findIndex((result) => (result as { step: number }).step === 2);
    expect([news, results.length]).toEqual([7, 10]); // two files and the state, then their three renames
    for (const result of results.slice(0, news)) expect(result).toEqual(plain(first()));
    for (const result of results.slice(news)) expect(result).toEqual(plain(second()));
  });

  it("while the best weights are replaced leaves the old ones or the new, with their tokenizer", async () => {
    const best = (step: number) => ({ step, validationLoss: 9 - step, weights: snapshotAt(step).weights });
    const results: number[] = [];
    for (let n = 1, done = false; !done; n++) {
      const folder = await RunFolder.create(fresh(), description);
      await folder.saveBest(best(1));
      done = await failingAt(n, "dead", () => folder.saveBest(best(2)));
      const { config, weights } = await readModel(join(folder.path, "best"));
      const { step } = (config as { best: { step: number } }).best;
      expect(weights.get("w.bias")!.item()).toBe(snapshotAt(step).weights.get("w.bias")!.item());
      expect(existsSync(join(folder.path, "best/tokenizer.json"))).toBe(true);
      results.push(step);
    }
    expect([...results].sort()).toEqual(results);
    expect(new Set(results)).toEqual(new Set([1, 2]));
  });

  it("within the load after it, and a kill in the save after that, lose nothing either", async () => {
    const origin = await RunFolder.create(fresh(), description);
    await origin.save(first());
    for (let n = 1, done = false; !done; n++) {
      const path = fresh();
      cpSync(origin.path, path, { recursive: true });
      done = await failingAt(n, "dead", async () => (await RunFolder.open(path)).save(second()));
      const halfway = await RunFolder.open(path);
      for (let m = 1, loaded = false; !loaded; m++) {
        const copy = fresh();
        cpSync(path, copy, { recursive: true });
        loaded = await failingAt(m, "dead", async () => (await RunFolder.open(copy)).load());
        const before = await found(copy);
        const state = [plain(first()), plain(second())].find(
          (s) => (s as { step: number }).step === (before as { step: number }).step,
        );
        expect(before).toEqual(state);
      }
      const before = (await halfway.weights()).get("w.bias")!.item();
      for (let m = 1, saved = false; !saved; m++) {
        const copy = fresh();
        cpSync(path, copy, { recursive: true });
        saved = await failingAt(m, "dead", async () => (await RunFolder.open(copy)).save(third()));
        const after = (await found(copy)) as { step: number };
        expect(after).toEqual(plain(after.step === 3 ? third() : snapshotAt(after.step)));
        expect(after.step === 3 || snapshotAt(after.step).weights.get("w.bias")!.item() === before).toBe(true);
      }
    }
  });

  it("within create leaves a folder that can be made anew", async () => {
    for (let n = 1, done = false; !done; n++) {
      const path = fresh();
      done = await failingAt(n, "dead", () => RunFolder.create(path, description));
      const again = await RunFolder.create(path, description, { overwrite: true });
      expect(again.path).toBe(path);
      expect((await RunFolder.open(path)).description).toEqual(description);
    }
  });
});

describe("a full disk", () => {
  it("leaves the checkpoint before and nothing beside it, whichever file it meets", async () => {
    for (let n = 1, done = false; !done; n++) {
      const folder = await RunFolder.create(fresh(), description);
      await folder.save(first());
      const before = readdirSync(folder.path);
      done = await failingAt(n, "full", () => folder.save(second()));
      if (!done) {
        expect(readdirSync(folder.path)).toEqual(before);
        expect(plain(await folder.load())).toEqual(plain(first()));
      }
      await folder.save(third()); // there is room again
      expect(plain(await folder.load())).toEqual(plain(third()));
    }
  });

  it("is named", async () => {
    const folder = await RunFolder.create(fresh(), description);
    Object.assign(disk, { left: 2, failure: "full" });
    expect(await errorOf(folder.save(first()), folder.path)).toMatchInlineSnapshot(`
      "FileError: run folder: …/model.safetensors.next does not fit: the disk is full.
        given:    …/model.safetensors.next
        fix:      free some space; what was saved before is still there"
    `);
  });
});

/** A disk of 64 KiB of its own, where one can be mounted. */
function mounted(path: string): boolean {
  try {
    mkdirSync(path);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", path], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const small = join(scratch.path, "small");
const canMount = mounted(small);

describe.skipIf(!canMount)(`a real disk of 64 KiB${canMount ? "" : " (skipped: no right to mount a tmpfs)"}`, () => {
  afterAll(() => {
    execFileSync("umount", [small]);
  });

  it("keeps what was saved when it is full, and when it is read-only", async () => {
    const path = join(small, "run");
    const folder = await RunFolder.create(path, description);
    await folder.save(first());
    expect(await errorOf(folder.save(snapshotAt(2, 40_000)), path)).toMatchInlineSnapshot(`
      "FileError: run folder: …/model.safetensors.next does not fit: the disk is full.
        given:    …/model.safetensors.next
        fix:      free some space; what was saved before is still there"
    `);
    expect(plain(await (await RunFolder.open(path)).load())).toEqual(plain(first()));
    await folder.save(third());

    execFileSync("mount", ["-o", "remount,ro", small]);
    const reader = await RunFolder.open(path);
    expect((await reader.weights()).get("w.bias")!.item()).toBe(third().weights.get("w.bias")!.item());
    expect(await errorOf(reader.save(first()), path)).toMatchInlineSnapshot(`
      "FileError: run folder: …/model.safetensors.next lies on a read-only disk.
        given:    …/model.safetensors.next
        fix:      choose another place"
    `);
    expect(await errorOf(reader.load(), path)).toContain("lies on a read-only disk");
    expect(await errorOf(reader.log({ step: 4, lr: 1 }), path)).toContain("lies on a read-only disk");
    expect(await errorOf(RunFolder.create(join(small, "new"), description), small)).toMatchInlineSnapshot(`
      "FileError: run folder: …/new lies on a read-only disk.
        given:    …/new
        fix:      choose another place"
    `);
    const deep = RunFolder.create(join(small, "new", "deep"), description);
    expect(await errorOf(deep, small)).toContain("…/new/deep lies on a read-only disk");
    expect(existsSync(join(small, "new"))).toBe(false);
  });
});
