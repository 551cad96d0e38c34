import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { build } from "vite";
import { serve } from "../src/serve.js";

/** The program of a Chromium: CHROMIUM names it, as `npm test` does, or it is on the path; undefined when there is none. */
export function findChromium(): string | undefined {
  const onPath = process.env.PATH!.split(delimiter).map((folder) => join(folder, "chromium"));
  return process.env.CHROMIUM ?? onPath.find((file) => existsSync(file));
}

// Not the list that the package of the binary itself has: with it pages are not cross-origin isolated.
const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

interface Playground {
  readonly url: string;
  /** The built page. */
  readonly folder: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Builds the page, serves it as `npm run playground` does, and starts a browser. */
export async function openPlayground(program: string): Promise<Playground> {
  const folder = mkdtempSync(join(tmpdir(), "cairn-page-"));
  const configFile = fileURLToPath(new URL("../vite.config.ts", import.meta.url));
  await build({ configFile, logLevel: "error", build: { outDir: folder } });
  const server = await serve(0, folder);
  const browser = await chromium.launch({ executablePath: program, args: flags });
  return {
    url: server.url,
    folder,
    browser,
    async close() {
      await browser.close();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
