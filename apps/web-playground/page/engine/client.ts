import type { Plays } from "@cairn-ml/lessons/play";
import { proxy, type Remote, wrap } from "comlink";
import type {
  Answer,
  Engine,
  EngineInfo,
  LessonRequest,
  LessonResult,
  PlayOf,
  Question,
  Step,
  Told,
} from "./messages.js";

/** The Worker in which everything is computed, so that the page never waits. One that is lost is replaced with the next call. */
export class EngineClient {
  #worker: Worker | undefined;
  #remote: Remote<Engine> | undefined;
  readonly #waiting = new Set<(error: Error) => void>();

  start(): Promise<EngineInfo> {
    return this.#guarded((engine) => engine.start());
  }

  run(request: LessonRequest, onStep: (step: Step) => void): Promise<LessonResult> {
    return this.#guarded((engine) => engine.run(request, proxy(onStep)));
  }

  stop(): void {
    void this.#remote?.stop();
  }

  /** Answers a question of a lesson's play; one that is asked again ends the one before, which then fails with AbortError. */
  ask<L extends keyof Plays, P extends PlayOf<L> & string>(
    lesson: L,
    play: P,
    question: Question<L, P>,
    tell: (told: Told<L, P>) => void = () => {},
  ): Promise<Answer<L, P>> {
    const told = proxy(tell as (told: unknown) => void);
    return this.#guarded((engine) => engine.ask(lesson, play, question, told)) as Promise<Answer<L, P>>;
  }

  stopPlay<L extends keyof Plays>(lesson: L, play: PlayOf<L> & string): void {
    void this.#remote?.stopPlay(lesson, play);
  }

  /** Ends the Worker at once; what runs in it fails. */
  discard(why = "it was ended"): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#remote = undefined;
    const error = new Error(`The engine was lost: ${why}. Run it again: a new one is started.`);
    for (const fail of this.#waiting) fail(error);
  }

  /** A Worker that ends answers no message, so each call also waits for that. */
  #guarded<T>(call: (engine: Remote<Engine>) => Promise<T>): Promise<T> {
    const engine = this.#engine();
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      call(engine)
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(reject));
    });
  }

  #engine(): Remote<Engine> {
    if (!this.#remote) {
      this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
      this.#worker.addEventListener("error", ({ message }) => this.discard(message || "its program did not load"));
      this.#remote = wrap<Engine>(this.#worker);
    }
    return this.#remote;
  }
}

/** The page's one engine. */
export const engine: EngineClient = new EngineClient();
