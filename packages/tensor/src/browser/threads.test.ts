import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromData, ReferenceDevice } from "../index.js";
import { findChromium, visit } from "./chromium.test-helper.js";
import { type Findings, numbers, size } from "./compute.test-helper.js";

const chromium = findChromium();
const missing = chromium ? "" : " (skipped: no chromium or google-chrome on the PATH)";
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cairn-page-"));
  const conditions = ["@cairn-ml/source", "module", "browser", "import", "default"];
  await build({
    root: fileURLToPath(new URL(".", import.meta.url)),
    configFile: false,
    logLevel: "silent",
    resolve: { conditions },
    worker: { format: "es" },
    build: { outDir: folder, emptyOutDir: true, target: "es2022" },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Result {
  readonly inWorker: Findings;
  readonly onPage: Findings;
}

function expected(): number[] {
  const device = new ReferenceDevice();
  const a = fromData(numbers(1), [size, size], { device });
  return [...a.matmul(a).data()].map(Number);
}

describe.skipIf(!chromium)(`in a browser${missing}`, () => {
  it("computes on two threads in a Worker of an isolated page, and on one in the page itself", async () => {
    const { inWorker, onPage } = await visit<Result>(chromium!, folder, { isolated: true });
    expect(inWorker).toMatchObject({ threads: 2, helped: true, build: expect.stringContaining("-shared") });
    expect(onPage).toMatchObject({ threads: 1, helped: false, build: expect.not.stringContaining("-shared") });
    for (const { exact, shared, alone } of [inWorker, onPage]) {
      expect(exact).toEqual(expected());
      expect(shared).toEqual(alone);
    }
    expect(onPage.alone).toEqual(inWorker.alone);
  });

  it("computes on one thread where the page is not isolated", async () => {
    const { inWorker } = await visit<Result>(chromium!, folder, { isolated: false });
    expect(inWorker).toMatchObject({ threads: 1, build: expect.not.stringContaining("-shared") });
    expect(inWorker.exact).toEqual(expected());
  });
});
