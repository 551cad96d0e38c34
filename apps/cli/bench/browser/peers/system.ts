import type { Case } from "../../../src/bench/workload.js";

/** Another system, on one of its backends. */
export interface System {
  /** The threads that it uses. */
  readonly threads: number;
  /** The cases of a workload of ours, one after the other. Their `run` waits until all is computed. */
  cases(name: string, large: boolean): AsyncIterable<Case>;
}

/** Starts a system. Throws: where the browser does not have what the backend needs. */
export type Start = (backend: string, threads: number) => Promise<System>;

/** What the bundler has made of a package of the peers' folder. */
export function peerModule<T>(name: string): Promise<T> {
  return import(/* @vite-ignore */ `/peers/${name}.js`) as Promise<T>;
}
