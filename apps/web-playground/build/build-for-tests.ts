import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { findChromium } from "../page/chromium.test-tools.js";

/** What the tests of the page are given. */
export interface BuiltPage {
  /** Where the page lies; empty where there is no browser to look at it. */
  readonly folder: string;
  /** Why it could not be built: told by each test that needs it, so that all others run. */
  readonly problem?: string;
}

declare module "vitest" {
  interface ProvidedContext {
    builtPage: BuiltPage;
  }
}

/** Vitest's global setup for the tests of the page: builds it once for all of them, as `npm run build` does. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  if (!findChromium()) {
    provide("builtPage", { folder: "" });
    return () => {};
  }
  const folder = mkdtempSync(join(tmpdir(), "cairn-page-"));
  const vite = join(createRequire(import.meta.url).resolve("vite/package.json"), "../bin/vite.js");
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const env = { ...process.env, NODE_ENV: "production" }; // not "test": it is the reader's page that is tested
  try {
    const build = [vite, "build", "--outDir", folder, "--emptyOutDir", "--logLevel", "error"];
    await promisify(execFile)(process.execPath, build, { cwd, env });
    provide("builtPage", { folder });
  } catch (error) {
    provide("builtPage", { folder, problem: (error as Error).message });
  }
  return () => rmSync(folder, { recursive: true, force: true });
}
