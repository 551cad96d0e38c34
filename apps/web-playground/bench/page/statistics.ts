import type { Figure } from "./figure.ts";
import type { Watched } from "./watch.ts";

/** The value that a share of all is not above. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The browser tells of tasks from 50 ms on; 0 stands for none. */
export function longest(tasks: Watched["long"]): number {
  return Math.max(0, ...tasks.map(({ duration }) => duration));
}

export function longTask(page: string, what: string, value: number): Figure {
  return { page, what, value, unit: "ms", bar: { most: 50 } };
}
