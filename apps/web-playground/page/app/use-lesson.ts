import type { Lesson, TextFile } from "@cairn-ml/lessons";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { engine } from "../engine/client.js";
import type { EngineInfo, LessonResult, Step } from "../engine/messages.js";
import { optionsOf } from "./option-values.js";

/** What is shown of a lesson. */
export interface LessonState {
  readonly engine?: EngineInfo;
  readonly running: boolean;
  readonly step?: Step;
  readonly result?: LessonResult;
  readonly error?: string;
  /** Why the play has lost its engine, and what it had learned. */
  readonly lost?: string;
  /** How often the play was begun anew. */
  readonly renewed: number;
}

const short = 3; // seconds: a lesson that takes less runs at once, and anew with each change
const rest = 500; // milliseconds without a change: not while a slider moves

interface LessonRun {
  readonly state: LessonState;
  run(): Promise<void>;
  stop(): void;
  /** Begins the play anew, with another engine. */
  renew(): void;
}

/**
 * Starts the engine, and runs the lesson when its values or the reader's own file change, or when asked to. The first run waits until the
 * page is settled: what is played with comes first.
 */
export function useLesson(
  lesson: Lesson,
  values: Readonly<Record<string, string>>,
  own: TextFile | undefined,
  settled: boolean,
): LessonRun {
  const [state, setState] = useState<LessonState>({ running: false, renewed: 0 });
  const key = JSON.stringify([optionsOf(lesson, values), values.seed]); // the values of a play alone change nothing here

  const ran = useRef(false);

  const run = useCallback(async () => {
    const show = (part: Partial<LessonState>) => setState((before) => ({ ...before, ...part }));
    setState(({ error: _, step: __, ...before }) => ({ ...before, running: true }));
    try {
      const request = {
        lesson: lesson.number,
        seed: Number(values.seed ?? 0),
        options: optionsOf(lesson, values),
        ...(own && { input: { kind: "text" as const, ...own } }),
      };
      const result = await engine.run(request, (step) => show({ step }));
      show({ result, running: false });
    } catch (error) {
      if ((error as Error).name === "AbortError") show({ running: false });
      else show({ running: false, error: String((error as Error).message ?? error) });
    }
  }, [lesson, key, own]);

  useEffect(() => {
    let gone = false;
    engine.start().then(
      (info) => gone || setState((before) => ({ ...before, engine: info })),
      (error) => gone || setState((before) => ({ ...before, error: String(error) })),
    );
    return () => {
      gone = true;
      engine.stop();
    };
  }, [lesson]);

  useEffect(() => {
    if (lesson.seconds > short || !settled) return;
    const waiting = setTimeout(run, ran.current ? rest : 0);
    ran.current = true;
    return () => clearTimeout(waiting);
  }, [run, lesson, settled]);

  useEffect(() => engine.whenLost(({ message }) => setState((before) => ({ ...before, lost: message }))), []);
  const renew = () => setState(({ lost: _, ...before }) => ({ ...before, renewed: before.renewed + 1 }));

  return { state, run, stop: () => engine.stop(), renew };
}
