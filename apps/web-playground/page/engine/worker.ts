import { findLesson, runLesson } from "@cairn-ml/lessons";
import { type Plays, plays } from "@cairn-ml/lessons/play";
import { type Device, init } from "@cairn-ml/tensor";
import { expose } from "comlink";
import type { Engine, LessonRequest, LessonResult, Step } from "./messages.js";
import { PageHost } from "./page-host.js";

let running: AbortController | undefined;
const asked = new Map<string, AbortController>();

type Functions = Readonly<Record<string, (question: unknown, host: object) => unknown>>;

/** `import` gives even what is there only some tasks later, and a training takes its turn before each: 45 ms for an answer of 1. */
const loaded = new Map<keyof Plays, Functions>();

let device: Promise<Device> | undefined;

/** Starts the device once: tensors that stay between two questions could not be used with those of another. */
function started(): Promise<Device> {
  device ??= init();
  return device;
}

const engine: Engine = {
  hold: () =>
    new Promise((held, failed) => {
      const forever = new Promise<never>(() => {});
      const request = navigator.locks.request(self.name, () => {
        held();
        return forever;
      });
      request.catch(failed);
    }),

  async start() {
    const { name, threads } = await started();
    return { device: name, threads };
  },

  async run({ lesson, seed, options, input }: LessonRequest, onStep: (step: Step) => void): Promise<LessonResult> {
    running?.abort();
    const abort = new AbortController();
    running = abort;
    await started();
    const began = performance.now();
    const host = new PageHost(input, abort.signal, onStep);
    const report = await runLesson(findLesson(lesson)!, { seed, options, host });
    const { results, checks, comparisons, changed, exhibits, suggestions, frames = [] } = report;
    const seconds = (performance.now() - began) / 1000;
    return { results, checks, comparisons, changed, exhibits, suggestions, frames, seconds };
  },

  stop() {
    running?.abort();
  },

  async ask(lesson, play, question, tell) {
    const key = `${lesson} ${play}`;
    asked.get(key)?.abort();
    const abort = new AbortController();
    asked.set(key, abort);
    await started();
    if (!loaded.has(lesson)) loaded.set(lesson, (await plays[lesson]()) as unknown as Functions);
    abort.signal.throwIfAborted();
    return loaded.get(lesson)![play]!(question, { tell, signal: abort.signal });
  },

  stopPlay(lesson, play) {
    asked.get(`${lesson} ${play}`)?.abort();
  },
};

expose(engine);
