import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { performancePage, readmePage } from "./document.ts";
import type { Line, Machine, Results } from "./results.ts";

const path = (file: string) => fileURLToPath(new URL(`../../../../${file}`, import.meta.url));

/** Where the figures are kept, and the pages that are written from them. */
export const figuresFile: string = path("docs/performance.jsonl");
const pages = [
  { file: path("docs/performance.md"), write: performancePage },
  { file: path("README.md"), write: readmePage },
];

/** The first line is the machine, each other one a figure. */
export function readResults(): Results {
  const [machine, ...lines] = readFileSync(figuresFile, "utf8").trimEnd().split("\n");
  return { machine: JSON.parse(machine!) as Machine, lines: lines.map((line) => JSON.parse(line) as Line) };
}

export function saveResults({ machine, lines }: Results): void {
  writeFileSync(figuresFile, `${[machine, ...lines].map((line) => JSON.stringify(line)).join("\n")}\n`);
}

/** Each page as it is and as the figures want it. */
export function renderPages(results: Results): { file: string; before: string; after: string }[] {
  return pages.map(({ file, write }) => {
    let before = "";
    try {
      before = readFileSync(file, "utf8");
    } catch {} // not written yet
    return { file, before, after: write(results, before) };
  });
}
