import { EngineError } from "../errors.js";
import { maxThreads } from "../generated/kernels.js";

/** How many threads there can be, and, where that is one, why. */
interface ThreadLimit {
  readonly most: number;
  readonly reason: string | null;
}

interface NodeProcess {
  readonly versions?: { readonly node?: string };
}

/** Whether this is Node, or something that says it is. */
export function isNode(): boolean {
  return (globalThis as { process?: NodeProcess }).process?.versions?.node !== undefined;
}

/** What Node names `node:${name}`. Not written as a constant, so that bundlers for browsers do not look for it. */
export async function nodeModule<T>(name: string): Promise<T> {
  return (await import(/* @vite-ignore */ /* webpackIgnore: true */ `node:${name}`)) as T;
}

/**
 * How many threads there will be, and, where somebody wanted more than one and gets one, why. Throws: EngineError for a number
 * that is no count.
 */
export async function planThreads(wanted: number | undefined): Promise<{ threads: number; reason: string | null }> {
  if (wanted !== undefined && !(Number.isInteger(wanted) && wanted >= 1)) {
    throw new EngineError("createEngine", "threads is not a count.", {
      given: `threads ${wanted}`,
      expected: "an integer of 1 or more",
      fix: "leave it out for as many as the machine runs at once",
    });
  }
  if (wanted === 1) return { threads: 1, reason: null };
  const { most, reason } = await threadLimit();
  return { threads: Math.min(reason === null ? (wanted ?? most) : 1, maxThreads), reason };
}

/** Threads that this place lets us have. A browser's main thread may not wait, and shares memory only when isolated. */
async function threadLimit(): Promise<ThreadLimit> {
  if (isNode()) {
    const { availableParallelism } = await nodeModule<{ availableParallelism(): number }>("os");
    return { most: Math.min(maxThreads, availableParallelism()), reason: null };
  }
  const scope = globalThis as { crossOriginIsolated?: boolean; document?: unknown; Worker?: unknown };
  const one = (reason: string): ThreadLimit => ({ most: 1, reason });
  if (scope.document !== undefined) return one("a page's main thread may not wait: call init() in a Worker");
  if (scope.crossOriginIsolated !== true) {
    return one(
      "the page is not cross-origin isolated: serve it with Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp",
    );
  }
  if (typeof scope.Worker !== "function") return one("there are no Workers here");
  return { most: Math.min(maxThreads, navigator.hardwareConcurrency), reason: null };
}
