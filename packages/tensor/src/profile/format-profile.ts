import type { KernelTime, ProfileReport } from "./tally.js";

const mostRows = 24;
const leastShare = 0.005;

/** A report as a table of 80 columns at most; the times of its lines add up to the total. */
export function formatProfile(report: ProfileReport): string {
  const { seconds, kernels, outside } = report;
  const shown = kernels.slice(0, mostRows).filter((kernel) => kernel.seconds >= leastShare * seconds);
  const rest = kernels.slice(shown.length);
  const time = timeIn(seconds);
  const line = (name: string, calls: number | string, part: number, speed = "") => [
    name,
    String(calls),
    time(part),
    seconds > 0 ? `${((100 * part) / seconds).toFixed(1)} %` : "",
    speed,
  ];
  const rows = shown.map((kernel) => line(nameOf(kernel), kernel.calls, kernel.seconds, speedOf(kernel)));
  if (rest.length > 0) rows.push(line(`${rest.length} other kernels`, sum(rest, "calls"), sum(rest, "seconds")));
  rows.push(line("outside kernels (TypeScript)", "", outside), line("total", sum(kernels, "calls"), seconds));
  return [...align([["kernel", "calls", "time", "share", "speed"], ...rows]), ...partsOf(report)].join("\n");
}

function nameOf({ kernel, sizes }: KernelTime): string {
  return sizes === "" ? kernel : `${kernel} ${sizes}`;
}

/** Arithmetic where that is what takes time, else memory. */
function speedOf({ flops, bytes, seconds }: KernelTime): string {
  const [amount, unit] = flops > 0 ? [flops, "GFLOP/s"] : [bytes, "GB/s"];
  return `${(amount / seconds / 1e9).toFixed(1)} ${unit}`;
}

/** One unit for all, so that they can be compared at a glance. */
function timeIn(total: number): (seconds: number) => string {
  return total >= 10 ? (seconds) => `${seconds.toFixed(2)} s` : (seconds) => `${(1000 * seconds).toFixed(1)} ms`;
}

function sum(kernels: readonly KernelTime[], field: "calls" | "seconds"): number {
  return kernels.reduce((total, kernel) => total + kernel[field], 0);
}

/** Names to the left, numbers to the right. */
function align(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
}

/** "forward 31 %, backward 60 %, the rest 9 %"; nothing without spans inside. */
function partsOf({ parts, seconds }: ProfileReport): string[] {
  const named = Object.entries(parts);
  if (named.length === 0 || seconds <= 0) return [];
  const rest = seconds - named.reduce((total, [, time]) => total + time, 0);
  const shares = [...named, ["the rest", rest] as const].map(
    ([name, time]) => `${name} ${((100 * time) / seconds).toFixed(0)} %`,
  );
  return ["", shares.join(", ")];
}
