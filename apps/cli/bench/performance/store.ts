import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { performancePage, readmePage } from "./document.ts";
import type { Line, Machine, Results } from "./results.ts";

const path = (file: string) => fileURLToPath(new URL(`../../../../${file}`, import.meta.url));

/** Where the figures of the last run are kept, outside the repository: the page has them all. */
const figuresFile = path("runs/performance.jsonl");
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
  mkdirSync(dirname(figuresFile), { recursive: true });
  writeFileSync(figuresFile, `${[machine, ...lines].map((line) => JSON.stringify(line)).join("\n")}\n`);
}

/** Each page that is written from the figures: as it is, and as they want it. */
export function renderPages(results: Results): { file: string; before: string; after: string }[] {
  return pages.map(({ file, write }) => {
    let before = "";
    try {
      before = readFileSync(file, "utf8");
    } catch {} // not written yet
    return { file, before, after: write(results, before) };
  });
}
