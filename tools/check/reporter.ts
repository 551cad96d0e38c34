import { writeFileSync } from "node:fs";
import type { Reporter, TestCase, TestModule, TestSuite } from "vitest/node";
import { add, type Totals } from "./totals.ts";

export const totalsFile = "node_modules/.cairn/vitest-totals.json";

/** Vitest's own totals for each package, skipped tests with their reasons, written to a file for the check. */
export default class TotalsReporter implements Reporter {
  readonly #timers = new Map<TestModule, NodeJS.Timeout>();

  /** Vitest cannot stop a loop that never yields; at least its file is named. */
  onTestModuleStart(module: TestModule): void {
    const tell = () => console.log(`still running after two minutes: ${module.relativeModuleId}`);
    this.#timers.set(module, setTimeout(tell, 120_000).unref());
  }

  onTestModuleEnd(module: TestModule): void {
    clearTimeout(this.#timers.get(module));
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const packages: Record<string, Totals> = {};
    for (const module of modules) {
      const name = /^(?:packages|apps)\/([^/]+)\//.exec(module.relativeModuleId)?.[1] ?? "tools";
      const totals = totalsOf(module);
      packages[name] = packages[name] ? add(packages[name], totals) : totals;
    }
    if (errors.length > 0) packages["outside any test"] = { passed: 0, failed: errors.length, skipped: [] };
    writeFileSync(totalsFile, JSON.stringify(packages));
  }
}

function totalsOf(module: TestModule): Totals {
  const tests = [...module.children.allTests()];
  const inState = (state: string) => tests.filter((test) => test.result().state === state);
  const broken = [module, ...module.children.allSuites()].filter(isBroken);
  return {
    passed: inState("passed").length,
    failed: inState("failed").length + inState("pending").length + broken.length, // pending: the run was cut short
    skipped: inState("skipped").map((test) => ({ place: placeOf(module, test), reason: reasonOf(test) })),
  };
}

/** A file that cannot be loaded, or whose hooks throw, has failed even if none of its tests could. */
function isBroken(suite: TestModule | TestSuite): boolean {
  return suite.errors().length > 0;
}

function placeOf(module: TestModule, test: TestCase): string {
  return `${module.relativeModuleId}: ${test.fullName}`;
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  return (result.state === "skipped" && result.note) || "";
}
