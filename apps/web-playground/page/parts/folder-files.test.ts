import { describe, expect, it } from "vitest";
import { filesBelow, filesOfModelFolder, type PlacedFile } from "./folder-files.js";

const placed = (...paths: string[]): PlacedFile[] =>
  paths.map((path) => ({ path, file: new File(["x"], path.split("/").at(-1)!) }));
const found = (...paths: string[]) => filesOfModelFolder(placed(...paths)).map(({ name }) => name);

describe("the files of a model's folder", () => {
  it("are those beside the outermost weights", () => {
    expect(found("run/config.json", "run/model.safetensors", "run/best/model.safetensors")).toEqual([
      "config.json",
      "model.safetensors",
    ]);
    expect(
      found("gpt2/refs/main", "gpt2/config.json", "gpt2/snapshots/a1/config.json", "gpt2/snapshots/a1/x.gguf"),
    ).toEqual(["config.json", "x.gguf"]);
    expect(found("tiny.gguf")).toEqual(["tiny.gguf"]);
  });

  it("are what there is, where there are no weights", () => {
    expect(found("notes/a.txt", "notes/deep/b.txt")).toEqual(["a.txt"]);
    expect(found("a/b/config.json", "a/c.txt")).toEqual(["config.json"]);
    expect(found()).toEqual([]);
  });

  it("are not guessed where two folders have some", () => {
    expect(() => found("runs/a/model.safetensors", "runs/b/model.safetensors")).toThrow(
      "There are several models: in runs/a, runs/b. Give the folder of one of them.",
    );
  });
});

/** A folder as a browser gives it when it is dropped: its entries come some at a time. */
function entryOf(path: string, content?: readonly FileSystemEntry[]): FileSystemEntry {
  const name = path.split("/").at(-1)!;
  const rest = [...(content ?? [])];
  const reader = { readEntries: (give: (some: FileSystemEntry[]) => void) => give(rest.splice(0, 2)) };
  return {
    ...{ name, fullPath: `/${path}`, isFile: !content, isDirectory: content !== undefined },
    file: (give: (file: File) => void) => give(new File(["x"], name)),
    createReader: () => reader,
  } as unknown as FileSystemEntry;
}

describe("filesBelow", () => {
  it("finds every file, with its place", async () => {
    const best = entryOf("run/best", [entryOf("run/best/model.safetensors")]);
    const names = ["config.json", "model.safetensors", "tokenizer.json"];
    const run = entryOf("run", [best, ...names.map((name) => entryOf(`run/${name}`))]);
    const paths = (await filesBelow([run, entryOf("more.txt")])).map(({ path }) => path);
    expect(paths).toEqual(["more.txt", ...names.map((name) => `run/${name}`), "run/best/model.safetensors"]);
  });

  it("refuses a folder with more than it looks at", async () => {
    const many = Array.from({ length: 2001 }, (_, i) => entryOf(`home/${i}`));
    await expect(filesBelow([entryOf("home", many)])).rejects.toThrow("more than 2,000 files in home");
  });
});
