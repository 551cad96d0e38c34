import { readFileSync } from "node:fs";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

interface Line {
  readonly workload: string;
  readonly metric: string;
  readonly unit: string;
  readonly threads: number;
  readonly rates: readonly number[];
  readonly n?: number;
  readonly note: string;
}

/** Prints one line of JSON: the best, the median and the worst of some rates. */
export function emit({ rates, n = rates.length, ...line }: Line): void {
  const sorted = [...rates].sort((a, b) => b - a).map((rate) => Number(rate.toPrecision(4)));
  const [value, median, worst] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  process.stdout.write(`${JSON.stringify({ ...line, peer: "cairn", version, value, n, median, worst })}\n`);
}
