import type { FirstResult } from "./first-result.js";
import type { CountedWorkload } from "./workload.js";

/** How soon there is a first result; `measureOnce` has it in a new process, or in a browser's new Worker. */
export function start(measureOnce: (threads: number, repeats: number) => Promise<FirstResult>): CountedWorkload {
  return {
    name: "start",
    about: "how soon a new process has its first result",
    async *figures({ threads, repeats = 7 }) {
      const found: FirstResult[] = [];
      for (let i = 0; i < repeats; i++) found.push(await measureOnce(threads, repeats));
      const values = (key: keyof FirstResult) => found.map((result) => result[key]).sort((a, b) => a - b);
      const unit = "ms/start";
      yield { metric: "first result, from init", unit, values: values("sinceInit"), note: "init() and an op" };
      yield { metric: "first result, from the start", unit, values: values("sinceStart"), note: "of the process" };
    },
  };
}
