import type { BenchLine } from "../../src/bench/line.js";

/** What the page is asked for. */
export interface Request {
  /** Workloads; all of them by none. */
  readonly names: readonly string[];
  readonly threads: readonly number[];
  readonly repeats?: number | undefined;
  readonly seconds?: number | undefined;
}

/** What the page sends back. */
export type Message = { readonly line: BenchLine } | { readonly error: string } | { readonly done: true };
