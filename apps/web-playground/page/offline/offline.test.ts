import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "../browser.test-tools.js";

const program = findChromium();

describe.skipIf(!program)("the page on a plain host (skipped where there is no Chromium; CHROMIUM names one)", () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(program!);
  });
  afterAll(() => playground?.close());

  it("has threads, in a subfolder and without headers, and works without a network afterwards", async () => {
    const files = sirv(playground.folder);
    const server = createServer((request, response) => {
      request.url = request.url!.replace(/^\/some\/where/, "");
      files(request, response, () => {
        response.writeHead(404).end();
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/where/`;
    const context = await playground.browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => crossOriginIsolated);

    server.closeAllConnections();
    server.close();
    await page.goto(`${url}#/lesson/2`);
    await page.reload();
    await page.waitForSelector("#results", { state: "attached" });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await page.textContent(".actions .note")).toMatch(/threads|one thread/);
    await context.close();
  });
});
