import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { findLesson, runLesson } from "@cairn-ml/lessons";
import { init } from "@cairn-ml/tensor";
import type { BrowserContext } from "playwright-core";
import sirv from "sirv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground, quietHost } from "./browser.test-tools.js";

const program = findChromium();

describe.skipIf(!program)("threads (skipped where there is no Chromium; CHROMIUM names one)", () => {
  let playground: Playground;
  let context: BrowserContext;
  let figures: unknown;
  beforeAll(async () => {
    playground = await openPlayground(program!);
    context = await playground.browser.newContext({ serviceWorkers: "block" });
    await init();
    const { results } = await runLesson(findLesson(6)!, { host: quietHost });
    figures = JSON.parse(JSON.stringify(results));
  });
  afterAll(() => playground?.close());

  it.each(["on", "off"])("%s: the same figures, and a note about it", async (threads) => {
    const plain = createServer(sirv(playground.folder)).listen(0, "127.0.0.1"); // sets no headers
    await once(plain, "listening");
    const url = threads === "on" ? playground.url : `http://127.0.0.1:${(plain.address() as AddressInfo).port}/`;
    const { page, play, problems } = await playground.open("#/lesson/6?at=0", { context, url });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(threads === "on");
    expect(await page.textContent(".actions .note")).toMatch(
      threads === "on"
        ? /^\d+ threads$|^one thread$/
        : /^one thread: this page came without the headers that more of them need$/,
    );
    const shown = await page.waitForSelector("#results", { state: "attached" });
    expect(JSON.parse((await shown.textContent())!)).toEqual(figures);
    await play.getByRole("button", { name: "Step forward" }).click();
    await play.getByText("Forward: c = a·b = −8.").waitFor();
    expect(problems).toEqual([]);
    await page.close();
    plain.closeAllConnections();
    plain.close();
  });
});
