import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { init } from "@cairn-ml/tensor";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { RunFolder } from "./node.js";
import { description, errorOf, scratchFolder, snapshotAt } from "./run-folder.test-data.js";

const scratch = scratchFolder();
let counter = 0;
let path: string; // a new one for each test

beforeAll(async () => {
  await init({ device: "reference" });
});
beforeEach(() => {
  path = join(scratch.path, `run${counter++}`);
});
afterAll(scratch.remove);

/** All but log.jsonl, which is written anew. */
const sealed = [
  "config.json",
  "model.safetensors",
  "optimizer.safetensors",
  "run.json",
  "state.json",
  "tokenizer.json",
];
const read = (name: string) => readFileSync(join(path, name), "utf8");

describe("damage", () => {
  const open = async () => {
    const folder = await RunFolder.open(path);
    await folder.load();
  };

  beforeEach(async () => {
    const folder = await RunFolder.create(path, description);
    await folder.save(snapshotAt(3));
  });

  it.each(sealed)("one byte of %s that is another is noticed", async (name) => {
    const whole = readFileSync(join(path, name));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const broken = Buffer.from(whole);
        broken[at]! ^= change;
        writeFileSync(join(path, name), broken);
        const text = await errorOf(open(), path);
        expect(text).toMatch(/^FileError: run folder: ….* (was changed or damaged|is not a JSON object)\./);
        expect(text).toContain(name);
      }),
      { numRuns: 60 },
    );
    writeFileSync(join(path, name), whole);
    await open();
  });

  it.each(sealed)("%s cut short or grown is noticed", async (name) => {
    const whole = readFileSync(join(path, name));
    for (const length of new Set([0, 1, 7, whole.length >> 1, whole.length - 2, whole.length - 1])) {
      writeFileSync(join(path, name), whole);
      truncateSync(join(path, name), length);
      expect(await errorOf(open(), path)).toMatch(new RegExp(`^FileError: run folder: …/${name} `));
    }
    for (const more of [" ", "\n", "\0", "{}"]) {
      writeFileSync(join(path, name), Buffer.concat([whole, Buffer.from(more)]));
      expect(await errorOf(open(), path)).toMatch(new RegExp(`^FileError: run folder: …/${name} `));
    }
  });

  it.each(["a space", "a number written otherwise", "a key twice"])("%s in state.json is noticed", async (kind) => {
    const text = read("state.json");
    const changed = {
      "a space": text.replace("\n", " "),
      "a number written otherwise": text.replace("e-", "E-"),
      "a key twice": text.replace("{", '{"step": 3,'),
    }[kind]!;
    expect(changed).not.toBe(text);
    writeFileSync(join(path, "state.json"), changed);
    expect(await errorOf(open(), path)).toContain("was changed or damaged");
  });

  it("is told with a way out", async () => {
    const broken = readFileSync(join(path, "model.safetensors"));
    broken[broken.length - 1]! ^= 1;
    writeFileSync(join(path, "model.safetensors"), broken);
    const folder = await RunFolder.open(path);
    const text = (await errorOf(folder.weights(), path)).replace(/[0-9a-f]{64}/, "(digest)");
    expect(text).toMatchInlineSnapshot(`
      "FileError: run folder: …/model.safetensors was changed or damaged.
        given:    264 bytes that do not match the digest
        expected: SHA-256 (digest)
        fix:      restore it from a copy, or train again"
    `);
  });

  it("leaves the files as they are", async () => {
    writeFileSync(join(path, "state.json"), "{}");
    const before = sealed.map((name) => readFileSync(join(path, name)));
    expect(await errorOf(open(), path)).toMatchInlineSnapshot(`
      "FileError: run folder: …/state.json was changed or damaged.
        given:    an object without a digest
        expected: the file as it was written
        fix:      restore it from a copy, or train again"
    `);
    expect(sealed.map((name) => readFileSync(join(path, name)))).toEqual(before);
    expect(existsSync(join(path, "log.jsonl"))).toBe(true);
  });

  it("of a checkpoint taken from another run is noticed", async () => {
    const other = await RunFolder.create(`${path}-other`, description);
    await other.save(snapshotAt(4));
    for (const name of ["model.safetensors", "optimizer.safetensors"]) {
      const own = readFileSync(join(path, name));
      writeFileSync(join(path, name), readFileSync(join(other.path, name)));
      expect(await errorOf(open(), path)).toContain("was changed or damaged");
      writeFileSync(join(path, name), own);
    }
  });
});
