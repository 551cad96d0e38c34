import type { Plays } from "@cairn-ml/lessons/play";
import { useEffect, useRef, useState } from "preact/hooks";
import { engine } from "../engine/client.js";
import type { Answer, PlayOf, Question, Told } from "../engine/messages.js";

/** A training in the page: what came of it, and how to start and end one. */
export interface Training<Asked, Found> {
  readonly running: boolean;
  /** Of the last training that came to its end. */
  readonly answer: Found | undefined;
  readonly error: string | undefined;
  /** Ends the one that is under way. */
  start(question: Asked): void;
  stop(): void;
}

/** Trains in the Worker. It goes on while the tab is in the background, and ends when the reader leaves the lesson. */
export function useTraining<L extends keyof Plays, P extends PlayOf<L> & string>(
  lesson: L,
  play: P,
  tell: (told: Told<L, P>) => void,
): Training<Question<L, P>, Answer<L, P>> {
  const [state, setState] = useState<{ running: boolean; answer?: Answer<L, P>; error?: string }>({ running: false });
  const latest = useRef(0);
  useEffect(
    () => () => {
      latest.current++;
      engine.stopPlay(lesson, play);
    },
    [lesson, play],
  );
  const start = (question: Question<L, P>) => {
    const run = ++latest.current;
    const isLatest = () => run === latest.current;
    setState({ running: true });
    engine
      .ask(lesson, play, question, (told) => isLatest() && tell(told))
      .then(
        (answer) => isLatest() && setState({ running: false, answer }),
        (error: Error) => {
          if (!isLatest()) return;
          setState(error.name === "AbortError" ? { running: false } : { running: false, error: error.message });
        },
      );
  };
  const stop = () => engine.stopPlay(lesson, play);
  return { running: state.running, answer: state.answer, error: state.error, start, stop };
}
