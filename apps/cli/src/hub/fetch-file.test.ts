import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchFile, type RemoteFile } from "./fetch-file.js";
import { answer, dropAfter, type OddServer, startOddServer } from "./odd-server.test-tools.js";

const content = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) % 251);
const other = content.toReversed();
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const whole = { bytes: content.length, sha256: digest(content) };
const name = "model.bin";

let server: OddServer;
let folder: string;
let tries: string[];
beforeEach(async () => {
  server = await startOddServer();
  server.files.set(`/${name}`, content);
  folder = mkdtempSync(join(tmpdir(), "cairn-fetch-"));
  tries = [];
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function get(
  more: Partial<RemoteFile> = {},
  { signal = new AbortController().signal, retries = 2, stall = 5 } = {},
) {
  const file = { name, url: `${server.url}/${name}`, problemOf: async () => null, ...more };
  return fetchFile(file, join(folder, name), {
    ...{ signal, onProgress: () => {}, onRetry: (problem) => void tries.push(problem) },
    patience: { retries, pause: 0.001, stall },
  });
}

const drop = (bytes: number, etag?: string) =>
  dropAfter(bytes, () => statSync(join(folder, `${name}.part`), { throwIfNoEntry: false })?.size ?? 0, etag);

/** All of it is there, and nothing else. */
function expectWhole(): void {
  expect(readdirSync(folder)).toEqual([name]);
  expect(new Uint8Array(readFileSync(join(folder, name)))).toEqual(content);
}

const given = async (failing: Promise<unknown>): Promise<string> =>
  failing.then(
    () => "no error",
    (error) => `${error.message} ${error.given}`.replaceAll(server.url, "URL"),
  );

describe("fetchFile", () => {
  it("fetches a file, with a digest that is known and without", async () => {
    expect(await get()).toEqual(whole);
    expectWhole();
    expect(await get(whole)).toEqual(whole);
    expect(tries).toEqual([]);
  });

  it("goes on where the connection broke off, again and again", async () => {
    server.oddities.push(drop(30_000), drop(30_000), drop(30_000));
    expect(await get()).toEqual(whole);
    expectWhole();
    expect(tries).toEqual(new Array(3).fill(expect.stringMatching("the connection broke off: ")));
    expect(server.asked).toEqual([
      "/model.bin",
      ...[30_000, 60_000, 90_000].map((from) => `/model.bin bytes=${from}-`),
    ]);
  });

  it("goes on in another run", async () => {
    server.oddities.push(drop(70_000), answer(502, {}));
    expect(await given(get({}, { retries: 0 }))).toContain("it answered with the status 502");
    expect(readdirSync(folder).sort()).toEqual(["model.bin.part", "model.bin.part.json"]);
    expect(await get(whole)).toEqual(whole);
    expectWhole();
    expect(server.asked.at(-1)).toBe("/model.bin bytes=70000-");
  });

  it("begins anew when the server has another file now", async () => {
    server.oddities.push(drop(70_000, '"old"'));
    expect(await get()).toEqual(whole);
    expectWhole();
    expect(server.asked).toHaveLength(2);
  });

  it("begins anew when the server ignores ranges, or has no tag to know the file by", async () => {
    server.oddities.push(drop(70_000), answer(200, { "content-length": content.length }, content));
    expect(await get(whole)).toEqual(whole);
    expectWhole();
    server.oddities.push(drop(70_000, 'W/"weak"'));
    expect(await get(whole)).toEqual(whole);
    expect(server.asked.at(-1)).toBe("/model.bin");
  });

  it("begins anew after an answer with other bytes than were asked for, or without a word on which", async () => {
    const wrong = { "content-range": "bytes 5-99999/100000" };
    for (const headers of [wrong, {}, { "content-range": "bytes x" }] as Record<string, string>[]) {
      server.oddities.push(drop(70_000), answer(206, headers, content.subarray(5)));
      expect(await get(whole)).toEqual(whole);
      expectWhole();
    }
    server.oddities.push(answer(206, {}, content.subarray(5))); // though no range was asked for
    expect(await get(whole)).toEqual(whole);
  });

  it("takes what is there for all when nothing is left, and only then", async () => {
    writeFileSync(join(folder, "model.bin.part"), content);
    const note = { url: `${server.url}/${name}`, validator: '"one"' };
    writeFileSync(join(folder, "model.bin.part.json"), JSON.stringify(note));
    expect(await get(whole)).toEqual(whole);
    expect(server.asked).toEqual(["/model.bin bytes=100000-"]);
    server.oddities.push(drop(70_000), answer(416, { "content-range": "bytes */50000" }));
    expect(await get(whole)).toEqual(whole);
    expectWhole();
  });

  it("notices too few bytes, and more than there should be", async () => {
    const half = content.subarray(0, 50_000);
    server.oddities.push(answer(200, { "content-length": 50_000, etag: '"one"' }, half));
    expect(await given(get(whole))).toContain("is not the file that it should be. 50000 bytes");
    server.oddities.push(answer(200, { etag: '"one"', "x-linked-size": 100_000 }, half)); // in chunks, without a length
    expect(await get()).toEqual(whole);
    expect(tries).toEqual(["it ended after 50000 of 100000 bytes"]);
    server.oddities.push(answer(200, { etag: '"one"', "x-linked-size": 100_000 }, new Uint8Array([...content, 1, 2])));
    expect(await get(whole)).toEqual(whole);
    expectWhole();
  });

  it("keeps nothing of wrong bytes", async () => {
    server.files.set(`/${name}`, other);
    expect(await given(get(whole))).toContain(`100000 bytes, SHA-256 ${digest(other)}`);
    expect(await given(get({ problemOf: async () => "no tensors" }))).toContain("no tensors");
    server.oddities.push(answer(200, { "x-linked-etag": `"${whole.sha256}"` }, other));
    expect(await given(get())).toContain(`where the mirror speaks of ${whole.sha256}`);
    expect(readdirSync(folder)).toEqual([]);
    expect(server.asked).toHaveLength(3);
  });

  it("tries once more from the beginning when the wrong bytes may be from before, but not for ever", async () => {
    writeFileSync(join(folder, "model.bin.part"), other.subarray(0, 40_000));
    const note = { url: `${server.url}/${name}`, validator: '"one"' };
    writeFileSync(join(folder, "model.bin.part.json"), JSON.stringify(note));
    expect(await get(whole)).toEqual(whole);
    expect(server.asked).toEqual(["/model.bin bytes=40000-", "/model.bin"]);
    server.files.set(`/${name}`, other);
    for (let i = 0; i < 10; i++) server.oddities.push(drop(60_000));
    expect(await given(get(whole, { retries: 20 }))).toContain("is not the file that it should be");
  });

  it("does not trust what is there without a note, or from another address", async () => {
    for (const note of ["", "null", "{", '{"url":"http://elsewhere/","validator":"\\"one\\""}']) {
      writeFileSync(join(folder, "model.bin.part"), other.subarray(0, 40_000));
      if (note) writeFileSync(join(folder, "model.bin.part.json"), note);
      expect(await get()).toEqual(whole);
    }
    expect(new Set(server.asked)).toEqual(new Set(["/model.bin"]));
  });

  it("waits and tries again when the server is busy, and gives up in the end", async () => {
    server.oddities.push(answer(503, {}), answer(429, { "retry-after": 0 }));
    expect(await get()).toEqual(whole);
    expect(tries).toEqual(["it answered with the status 503", "it answered with the status 429"]);
    for (let i = 0; i < 5; i++) server.oddities.push(answer(500, {}));
    expect(await given(get())).toBe(
      "download: model.bin could not be fetched. URL/model.bin: it answered with the status 500",
    );
    server.close();
    expect(await given(get())).toContain("ECONNREFUSED");
  });

  it("gives a connection up on which nothing comes", async () => {
    server.oddities.push(
      () => {},
      (_, response) => void response.writeHead(200, { "content-length": 100_000, etag: '"one"' }).write("x"),
    );
    expect(await get(whole, { stall: 0.1 })).toEqual(whole);
    expect(tries).toEqual(["nothing came for 0.1 s", "nothing came for 0.1 s"]);
    expectWhole();
  });

  it("follows redirects, whose first says what the file is, but not from one to another for ever", async () => {
    server.files.set("/elsewhere", content);
    const to = { location: "/elsewhere", "x-linked-size": content.length, "x-linked-etag": `"${whole.sha256}"` };
    server.oddities.push(answer(302, to), drop(60_000), answer(307, to));
    expect(await get()).toEqual(whole);
    expect(server.asked).toEqual(["/model.bin", "/elsewhere", "/model.bin bytes=60000-", "/elsewhere bytes=60000-"]);
    server.oddities.push(answer(302, to), answer(200, {}, other));
    expect(await given(get())).toContain("the mirror speaks of");
    for (let i = 0; i < 20; i++) server.oddities.push(answer(302, { location: "/model.bin" }));
    expect(await given(get())).toContain("9 redirects from URL");
    server.oddities.length = 0;
    server.oddities.push(answer(302, { location: "file:///etc/passwd" }));
    expect(await given(get())).toContain("the mirror sends to a place that is not asked.");
  });

  it("reads an answer that is packed, but does not go on with it", async () => {
    const packed = gzipSync(content);
    server.oddities.push(
      answer(200, { "content-encoding": "gzip", "content-length": packed.length, etag: '"one"' }, packed),
    );
    expect(await get(whole)).toEqual(whole);
    expectWhole();
  });

  it("says that there is no such file, and does not ask again where it may not", async () => {
    server.files.clear();
    expect(await get()).toBeNull();
    server.oddities.push(answer(403, {}));
    expect(await given(get())).toContain("status 403");
    expect(server.asked).toHaveLength(2);
  });

  it("keeps what is there when it is stopped", async () => {
    const stop = new AbortController();
    server.oddities.push((_, response) => {
      response.writeHead(200, { "content-length": 100_000, etag: '"one"' }).write(content.subarray(0, 50_000));
      setTimeout(() => stop.abort(new Error("stopped")), 100);
    });
    await expect(get({}, { signal: stop.signal })).rejects.toThrow("stopped");
    expect(existsSync(join(folder, name))).toBe(false);
    expect(await get()).toEqual(whole);
    expect(server.asked.at(-1)).toBe("/model.bin bytes=50000-");
    await expect(get({}, { signal: stop.signal })).rejects.toThrow("stopped");
  });

  it("tells what the file system says", async () => {
    rmSync(folder, { recursive: true });
    await expect(get()).rejects.toMatchObject({ code: "ENOENT" });
    folder = mkdtempSync(join(tmpdir(), "cairn-fetch-"));
  });
});
