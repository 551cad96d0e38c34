import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answer, dropAfter, type OddServer, startOddServer } from "./hub/odd-server.test-tools.js";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

let cairn: Cairn;
let server: OddServer;
let runs = 0;
let cache = "";
beforeAll(async () => {
  cairn = await buildCairn();
}, 60_000);
afterAll(() => cairn.remove());
beforeEach(async () => {
  server = await startOddServer();
  cache = join(cairn.folder, `cache-${runs++}`);
});
afterEach(() => server.close());

/** A file of one tensor. */
function safetensors(numbers: number): Uint8Array {
  const header = JSON.stringify({ a: { dtype: "F32", shape: [numbers], data_offsets: [0, 4 * numbers] } });
  const bytes = new Uint8Array(8 + header.length + 4 * numbers);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(new TextEncoder().encode(header), 8);
  return bytes;
}

const text = (content: string) => new TextEncoder().encode(content);
const files: Record<string, Uint8Array> = {
  "config.json": text('{"model_type":"gpt2"}'),
  "vocab.json": text('{"a":0}'),
  "merges.txt": text("#version: 0.2\na b\n"),
  "tokenizer.json": text("{}"),
  "model.safetensors": safetensors(50_000),
};
function offer(repository = "someone/tiny", names = Object.keys(files)): void {
  for (const name of names) server.files.set(`/hub/${repository}/resolve/main/${name}`, files[name]!);
}

const tiny = ["--repository", "someone/tiny"];
const start = (args: readonly string[], more: Record<string, string> = { CAIRN_MIRROR: `${server.url}/hub/` }) =>
  cairn.start(["download", "gpt2", ...args], { env: { CAIRN_CACHE: cache, ...more } });
const download = (args: readonly string[] = tiny, more?: Record<string, string>) => start(args, more).ended;
const folder = () => join(cache, "models/someone--tiny");

describe("cairn download gpt2", () => {
  it("puts a model's files into the cache, and asks for nothing when they are there", async () => {
    offer();
    const { code, stdout, stderr } = await download([...tiny, "--mirror", `${server.url}/hub`], {});
    expect(code, stderr).toBe(0);
    expect(stderr.replace(/\s+/g, " ")).toContain(`someone/tiny, main: files, to be fetched from ${server.url}/hub`);
    expect(stdout).toMatch(/^someone\/tiny is here after .*\nLet it write:\n {2}cairn generate --model /);
    expect(readdirSync(folder()).sort()).toEqual([...Object.keys(files), "download.json"].sort());
    for (const [name, content] of Object.entries(files)) {
      expect(new Uint8Array(readFileSync(join(folder(), name))), name).toEqual(content);
    }
    const said = JSON.parse(readFileSync(join(folder(), "download.json"), "utf8"));
    const sha256 = createHash("sha256").update(files["model.safetensors"]!).digest("hex");
    expect(said.files["model.safetensors"]).toEqual({ bytes: files["model.safetensors"]!.length, sha256 });
    server.asked.length = 0;
    const again = await download([...tiny, "--json"], {});
    expect(JSON.parse(again.stdout)).toEqual({
      ...{ command: "download", name: "gpt2", folder: folder(), already: true, seconds: expect.any(Number) },
      files: Object.keys(files),
    });
    expect(server.asked).toEqual([]);
  });

  it("goes on after Ctrl-C where it stopped, and with the files that are there", async () => {
    offer();
    const path = join(folder(), "model.safetensors.part");
    const size = () => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const { length } = files["model.safetensors"]!;
    server.oddities.push(...new Array(4).fill(undefined), (_, response) => {
      response.writeHead(200, { "content-length": length, etag: '"one"' });
      response.write(files["model.safetensors"]!.subarray(0, 90_000)); // and no more
    });
    const { child, ended } = start(tiny);
    while (size() < 90_000) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGINT");
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([130, expect.stringContaining(`what was fetched is kept in ${folder()}`)]);
    expect(stderr).toContain("cairn download gpt2 --repository someone/tiny");
    server.asked.length = 0;
    server.oddities.push(...new Array(4).fill(undefined), dropAfter(50_000, size));
    const again = await download([...tiny, "--json"]);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr.replace(/\s+/g, " ")).toContain("Another try in 1 s.");
    expect(server.asked.filter((asked) => asked.includes("bytes"))).toEqual(
      [90_000, 140_000].map((from) => `/hub/someone/tiny/resolve/main/model.safetensors bytes=${from}-`),
    );
  });

  it("refuses what is not GPT-2 under its name, before the large file", async () => {
    offer("openai-community/gpt2");
    const { code, stderr } = await download([]);
    expect(code).toBe(1);
    expect(stderr).toContain("InputError: download: config.json of the mirror is not the file that it should be.");
    expect(stderr).toContain("given:    21 bytes");
    expect(stderr).toContain("expected: 665 bytes, SHA-256 0daed7749b4f");
    expect(readdirSync(join(cache, "gpt2"))).toEqual([]);
    expect(server.asked).toHaveLength(1);
  });

  it.each([
    ["model.safetensors", safetensors(10).slice(0, -4), "its tensors have 40 bytes, but 36 follow the header"],
    ["model.safetensors", text("<html>sign in</html>"), "it does not begin as safetensors do"],
    ["config.json", text("<html>sign in</html>"), "it is no JSON"],
    ["merges.txt", text("<html>sign in</html>"), "it has no merges"],
  ])("refuses a %s that is another kind of file", async (name, content, problem) => {
    offer();
    server.files.set(`/hub/someone/tiny/resolve/main/${name}`, content);
    const { code, stderr } = await download();
    expect([code, stderr]).toEqual([1, expect.stringContaining(problem)]);
    expect(existsSync(join(folder(), name))).toBe(false);
    expect(existsSync(join(folder(), "download.json"))).toBe(false);
  });

  it("goes without files of the tokenizer that a model has not, but not without weights", async () => {
    offer("someone/tiny", ["config.json", "model.safetensors"]);
    const { stdout } = await download([...tiny, "--json"]);
    expect(JSON.parse(stdout).files).toEqual(["config.json", "model.safetensors"]);
    server.files.delete("/hub/someone/tiny/resolve/main/model.safetensors");
    expect((await download()).stdout).toContain(" --tokens 1,2,3\n");
    cache = `${cache}-other`;
    expect((await download()).stderr).toContain("the mirror has no model.safetensors.");
  });

  it("takes a revision, which has a folder of its own", async () => {
    for (const [name, content] of Object.entries(files)) {
      server.files.set(`/hub/openai-community/gpt2/resolve/refs%2Fpr%2F1/${name}`, content);
    }
    const { stdout, stderr } = await download(["--revision", "refs/pr/1", "--json"]);
    expect(JSON.parse(stdout || stderr).folder).toBe(join(cache, "models/openai-community--gpt2@refs--pr--1"));
  });

  it("lets one download at a time work in a folder, unless it was killed", async () => {
    offer();
    mkdirSync(folder(), { recursive: true });
    writeFileSync(join(folder(), ".download"), `${process.pid}\n`);
    expect((await download()).stderr).toContain(`given:    process ${process.pid}, in ${folder()}`);
    writeFileSync(join(folder(), ".download"), "999999999\n");
    expect((await download()).code).toBe(0);
  });

  it("says that a place to fetch from has to be named", async () => {
    const { code, stdout, stderr } = await download([], { HF_ENDPOINT: "", CAIRN_MIRROR: "" });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatchInlineSnapshot(`
      "UsageError: download gpt2: it is not known where to fetch from.
        given:    no --mirror
        expected: an address at which /openai-community/gpt2/resolve/main/config.json is
        fix:      name a hub of models or a mirror of one: --mirror https://ADDRESS, or set CAIRN_MIRROR or HF_ENDPOINT
      "
    `);
    expect(existsSync(cache)).toBe(false);
  });

  it("heeds HF_ENDPOINT, and says what the server said", async () => {
    server.oddities.push(answer(403, {}));
    const { code, stderr } = await download(tiny, { HF_ENDPOINT: server.url });
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(`status 403 from ${server.url}/someone/tiny/resolve/main/config.json`),
    ]);
  });

  it.each([
    [["gpt2", "--mirror", "ftp://hub.example"], "this is no address of a mirror."],
    [["gpt2", "--mirror", "hub.example"], "this is no address of a mirror."],
    [["gpt2", "--mirror", "https://name:word@hub.example"], "this is no address of a mirror."],
    [["gpt2", "--repository", "../../etc"], "--repository"],
    [["gpt2", "--repository", "gpt2"], "--repository"],
    [["gpt2", "--revision", "../x"], "--revision"],
    [["mnist", "--mirror", "https://hub.example"], "--mirror is for gpt2."],
    [["gpt3"], "mnist or vectors or gpt2"],
  ])("refuses %j", async (args, problem) => {
    const { code, stdout, stderr } = await cairn.run(["download", ...args]);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(problem)]);
  });
});
