import { formatBytes } from "@cairn-ml/kernels";
import type { DType } from "../dtype.js";
import { formatShape, type Shape } from "../shape.js";
import type { CallSite } from "./call-site.js";

/** A tensor that is alive: what it is and where it was made. */
export interface Origin {
  readonly site: CallSite;
  readonly dtype: DType;
  readonly shape: Shape;
  readonly bytes: number;
}

/** The tensors made at one line that are alive though no open scope will free them. */
export interface Leak extends CallSite {
  readonly count: number;
  readonly bytes: number;
  /** What they are, the most numerous first. */
  readonly kinds: readonly Kind[];
}

interface Kind {
  readonly count: number;
  readonly dtype: DType;
  readonly shape: Shape;
}

/** By the lines that made them, those that hold most bytes first. */
export function groupByLine(origins: Iterable<Origin>): Leak[] {
  const lines = grouped(origins, ({ site }) => `${site.place} ${site.function}`);
  return lines.map(leakOf).sort((a, b) => b.bytes - a.bytes || b.count - a.count);
}

function leakOf(origins: readonly Origin[]): Leak {
  const kinds = grouped(origins, ({ dtype, shape }) => `${dtype} ${shape}`).map((alike) => {
    const { dtype, shape } = alike[0]!;
    return { count: alike.length, dtype, shape };
  });
  return {
    ...origins[0]!.site,
    count: origins.length,
    bytes: origins.reduce((sum, { bytes }) => sum + bytes, 0),
    kinds: kinds.sort((a, b) => b.count - a.count),
  };
}

function grouped<T>(values: Iterable<T>, keyOf: (value: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return [...groups.values()];
}

const mostLines = 20;
const mostKinds = 3;

/** A sum, then a line for each line of the program: bytes, tensors, where they were made. */
export function formatLeaks(leaks: readonly Leak[]): string {
  if (leaks.length === 0) return "no tensors that no scope will free";
  const count = leaks.reduce((sum, leak) => sum + leak.count, 0);
  const bytes = leaks.reduce((sum, leak) => sum + leak.bytes, 0);
  const rows = leaks.slice(0, mostLines).map((leak) => [formatBytes(leak.bytes), formatKinds(leak), formatSite(leak)]);
  const width = (column: number) => Math.max(...rows.map((row) => row[column]!.length));
  const [first, second] = [width(0), width(1)];
  const lines = rows.map(([size, kinds, site]) => `  ${size!.padStart(first)}  ${kinds!.padEnd(second)}  ${site}`);
  if (leaks.length > mostLines) lines.push(`  and ${leaks.length - mostLines} lines more`);
  return [`${count} ${count === 1 ? "tensor" : "tensors"}, ${formatBytes(bytes)}, made at`, ...lines].join("\n");
}

function formatKinds({ kinds }: Leak): string {
  const shown = kinds.slice(0, mostKinds).map(({ count, dtype, shape }) => `${count} × ${dtype} ${formatShape(shape)}`);
  return [...shown, ...(kinds.length > mostKinds ? ["…"] : [])].join(", ");
}

function formatSite({ place, function: name }: Leak): string {
  return name === "" ? place : `${place} in ${name}`;
}
