import type { BenchLine } from "../../src/bench/line.js";

type Who = Pick<BenchLine, "peer" | "version">;

interface Effort {
  readonly threads: number;
  readonly repeats?: number;
  readonly seconds?: number;
}

/** A workload of ours, in a Worker of its own. */
export interface OurJob extends Effort {
  readonly kind: "workload";
  readonly name: string;
}

/** A workload of another system, in a frame of its own: a page with nothing else in it. */
export interface PeerJob extends Effort {
  readonly kind: "peer";
  readonly system: "jax-js" | "tfjs" | "ort-web";
  readonly backend: string;
  /** As ours is called: "w5-mlp". */
  readonly name: string;
  readonly who: Who;
  /** The large sizes too. */
  readonly large: boolean;
}

/** What the page is given to do. */
export type Job =
  | OurJob
  | PeerJob
  /** Says how many threads there are when so many are wanted: a number. */
  | { readonly kind: "threads"; readonly threads: number }
  /** Says what the workloads are that are called so, all of them by no name: `Named` each. */
  | { readonly kind: "names"; readonly names: readonly string[] };

export interface Named {
  readonly name: string;
  /** Whether it uses one thread, however many there are. */
  readonly single: boolean;
}

/** What the page sends back; `done` or `error` is the last of a job. */
export type Message = { readonly line: BenchLine } | { readonly error: string } | { readonly done: unknown };
