import { type Remote, wrap } from "comlink";
import type { Engine } from "./messages.js";

/**
 * A Worker with an engine in it. One that is lost is replaced with the next call, and what waited for it fails.
 *
 * A Worker whose program throws says so by an event. One that the browser ends, for want of memory for instance, says nothing at all.
 * So each holds a Web Lock for as long as it lives, and the page waits for the same lock: locks belong to the agent that asked for
 * them and are released when it ends, in whatever way, so that the page gets it then and no sooner. A Worker that computes for minutes
 * and answers no message keeps its lock, which no question at intervals could tell from one that has died. (A JavaScript heap that
 * overflows ends page and Worker together in Chromium: of that no page can tell.)
 * Source: W3C Web Locks API, "Termination of Locks". It needs a secure context, as threads do: without, only events are heard.
 */
export class EngineWorker {
  readonly #name: string;
  readonly #onLost: (error: Error) => void;
  readonly #waiting = new Set<(error: Error) => void>();
  #worker: Worker | undefined;
  #remote: Remote<Engine> | undefined;

  /** `onLost` is called when one is lost, but not when it is discarded. */
  constructor(name: string, onLost: (error: Error) => void = () => {}) {
    this.#name = name;
    this.#onLost = onLost;
  }

  /** The engine as it is now; undefined when there is none, and nothing is to be told to it. */
  get current(): Remote<Engine> | undefined {
    return this.#remote;
  }

  /** Asks, and waits for the answer or for the end of the Worker, which answers no message. */
  call<T>(ask: (engine: Remote<Engine>) => Promise<T>): Promise<T> {
    const engine = this.#remote ?? this.#begin();
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      ask(engine)
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(reject));
    });
  }

  /** Ends it at once; what runs in it fails. */
  discard(why = "it was ended"): Error {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#remote = undefined;
    const error = new Error(`The engine was lost: ${why}. The next question starts another.`);
    for (const fail of this.#waiting) fail(error);
    return error;
  }

  #begin(): Remote<Engine> {
    const name = `${this.#name} ${Math.random().toString(36).slice(2)}`;
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name });
    const lost = (why: string) => this.#worker === worker && this.#onLost(this.discard(why));
    worker.addEventListener("error", ({ message }) => lost(message || "its program did not load"));
    this.#worker = worker;
    this.#remote = wrap<Engine>(worker);
    const { locks } = navigator as Partial<Navigator>;
    const gone = () => lost("the browser ended it, as it does when there is not enough memory");
    if (locks) this.#remote.hold().then(() => locks.request(name, gone), console.info); // a page in a sandbox may have none
    return this.#remote;
  }
}
