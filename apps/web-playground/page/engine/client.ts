import type { Plays } from "@cairn-ml/lessons/play";
import { proxy } from "comlink";
import { EngineWorker } from "./engine-worker.js";
import type { Answer, EngineInfo, LessonRequest, LessonResult, PlayOf, Question, Step, Told } from "./messages.js";

/**
 * Where everything is computed, so that the page never waits: one Worker for the plays, and one for the runs of whole lessons, which may
 * take seconds without looking at a message while a slider wants its answer.
 */
export class EngineClient {
  readonly #listeners = new Set<(error: Error) => void>();
  readonly #plays = new EngineWorker("cairn plays", (error) => {
    for (const listener of this.#listeners) listener(error);
  });
  readonly #lessons = new EngineWorker("cairn lessons");

  start(): Promise<EngineInfo> {
    return this.#plays.call((engine) => engine.start());
  }

  run(request: LessonRequest, onStep: (step: Step) => void): Promise<LessonResult> {
    return this.#lessons.call((engine) => engine.run(request, proxy(onStep)));
  }

  stop(): void {
    void this.#lessons.current?.stop();
  }

  /** Answers a question of a lesson's play; one that is asked again ends the one before, which then fails with AbortError. */
  ask<L extends keyof Plays, P extends PlayOf<L> & string>(
    lesson: L,
    play: P,
    question: Question<L, P>,
    tell: (told: Told<L, P>) => void = () => {},
  ): Promise<Answer<L, P>> {
    const told = proxy(tell as (told: unknown) => void);
    return this.#plays.call((engine) => engine.ask(lesson, play, question, told)) as Promise<Answer<L, P>>;
  }

  stopPlay<L extends keyof Plays>(lesson: L, play: PlayOf<L> & string): void {
    void this.#plays.current?.stopPlay(lesson, play);
  }

  /** Calls when what the plays have learned is lost. Returns what ends that. */
  whenLost(listener: (error: Error) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The page's one engine. */
export const engine: EngineClient = new EngineClient();
