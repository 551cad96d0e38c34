import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page, type Response } from "playwright-core";
import { build } from "vite";
import { serve } from "../../src/serve.ts";
import { watch } from "./watch.ts";

// Nothing of the browser's own runs beside the page.
export const flags: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
];

/** The page as `npm run playground` serves it, and a browser. */
export interface Playground {
  readonly url: string;
  readonly program: string;
  /** Opens the page for a reader who was never there before: nothing is kept. */
  visit(hash: string, options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

interface VisitOptions {
  /** A service worker fetches all files for later. */
  readonly offline?: boolean;
  onResponse?(response: Response): void;
}

export interface Visit {
  readonly page: Page;
  /** Until the page says that it can be used. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Builds the page from the sources, serves it and starts a browser. CHROMIUM names one; else it is on the path. */
export async function openPlayground(): Promise<Playground> {
  const program = findChromium();
  const folder = mkdtempSync(join(tmpdir(), "cairn-bench-"));
  await build({
    configFile: fileURLToPath(new URL("../../vite.config.ts", import.meta.url)),
    logLevel: "error",
    build: { outDir: folder },
  });
  const server = await serve(0, folder);
  const browser = await chromium.launch({ executablePath: program, args: [...flags] });
  return {
    url: server.url,
    program,
    async visit(hash, { offline = true, onResponse = () => {} } = {}) {
      const serviceWorkers = offline ? "allow" : "block";
      const context = await browser.newContext({ viewport: { width: 1024, height: 900 }, serviceWorkers });
      context.on("response", onResponse);
      const page = await context.newPage();
      await page.addInitScript(watch);
      await page.goto(`${server.url}${hash}`, { waitUntil: "commit" });
      return {
        page,
        ready: async () => void (await page.waitForSelector('html[data-ready="true"]', { timeout: 30_000 })),
        close: () => context.close(),
      };
    },
    async close() {
      await browser.close();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findChromium(): string {
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "chromium"));
  const program = process.env.CHROMIUM ?? onPath.find((file) => existsSync(file));
  if (!program) throw new Error("bench: there is no Chromium: set CHROMIUM to the path of one");
  return program;
}
