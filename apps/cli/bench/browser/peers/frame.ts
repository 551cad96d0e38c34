import { lineOf } from "../../../src/bench/line.js";
import { type Effort, measure, ratesOf } from "../../../src/bench/measure.js";
import type { Case } from "../../../src/bench/workload.js";
import type { Message, PeerJob } from "../request.ts";
import type { Start } from "./system.ts";

const systems: Record<PeerJob["system"], () => Promise<Start>> = {
  "jax-js": async () => (await import("./jax-js.ts")).startJax,
  tfjs: async () => (await import("./tfjs.ts")).startTfjs,
  "ort-web": async () => (await import("./ort-web.ts")).startOrt,
};
const tell = (message: Message) => parent.postMessage(message, location.origin);

async function perform({ system, backend, name, large, who, ...effort }: PeerJob): Promise<void> {
  const start = await systems[system]();
  const { threads, cases } = await start(backend, effort.threads);
  for await (const { metric, unit, work = 1, note = "", run, ...wanted } of cases(name, large)) {
    const times = await timesOf(run, {
      repeats: effort.repeats ?? wanted.repeats ?? 7,
      seconds: effort.seconds ?? wanted.seconds ?? 0.35,
    });
    const figure = { metric, unit, note, values: ratesOf(times, unit, work) };
    tell({ line: lineOf(name, { ...who, threads }, figure) });
  }
}

const slow = 4; // seconds a step

/** As ours is measured; but where a step is slow, the second one is timed and no more. */
async function timesOf(run: Case["run"], effort: Effort): Promise<number[]> {
  const once = async () => {
    const began = performance.now();
    await run(1);
    return (performance.now() - began) / 1000;
  };
  if ((await once()) < slow / 4) return measure(run, effort); // the first one compiles too
  const second = await once();
  return second < slow ? measure(run, effort) : [second];
}

addEventListener("message", async ({ data }: MessageEvent<PeerJob>) => {
  if (data?.kind !== "peer") return;
  try {
    await perform(data);
    tell({ done: null });
  } catch (error) {
    tell({ error: error instanceof Error ? error.message : String(error) });
  }
});
