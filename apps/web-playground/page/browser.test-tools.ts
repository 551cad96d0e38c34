import type { Host } from "@cairn-ml/lessons";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { inject } from "vitest";
import { serve } from "../src/serve.js";

export { findChromium } from "./chromium.test-tools.js";

// Not the list that the package of the binary itself has: with it pages are not cross-origin isolated.
const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

const patience = 50_000; // milliseconds: less than a test has, far more than a busy machine needs

/** A page that can be used. */
export interface OpenedPage {
  readonly page: Page;
  /** The thing itself, in a lesson. */
  readonly play: Locator;
  /** What was complained of in the console, thrown and not caught, or asked of another origin. */
  readonly problems: readonly string[];
}

/** Where a page is opened, if not in a context of its own at the playground's address. */
interface Where {
  readonly context?: BrowserContext;
  readonly url?: string;
}

export interface Playground {
  readonly url: string;
  /** The built page. */
  readonly folder: string;
  readonly browser: Browser;
  /** Opens an address of the page, such as `#/lesson/3?lr=1`, and waits until it can be used. */
  open(hash: string, where?: Where): Promise<OpenedPage>;
  close(): Promise<void>;
}

/** Serves the page, built once for all files of tests, as `npm run playground` does, and starts a browser. */
export async function openPlayground(program: string): Promise<Playground> {
  const { folder, problem } = inject("builtPage");
  if (problem) throw new Error(problem);
  const server = await serve(0, folder);
  const browser = await chromium.launch({ executablePath: program, args: flags });
  return {
    url: server.url,
    folder,
    browser,
    async open(hash, { context, url = server.url } = {}) {
      const page = await (context ?? browser).newPage();
      page.setDefaultTimeout(patience);
      const problems = noteProblems(page, new URL(url).origin);
      await page.goto(`${url}${hash}`);
      await page.waitForSelector('html[data-ready="true"]');
      return { page, play: page.locator(".play"), problems };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

function noteProblems(page: Page, origin: string): string[] {
  const problems: string[] = [];
  page.on("pageerror", ({ message }) => problems.push(message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== origin) problems.push(request.url()); // a blob's is that of its page
  });
  return problems;
}

/** Lets a lesson of the package run without telling anybody, for its figures. */
export const quietHost: Host = {
  signal: new AbortController().signal,
  training: (_, more) => ({ callbacks: more?.callbacks ?? {} }),
  progress: () => ({ update() {}, stop() {} }),
};
