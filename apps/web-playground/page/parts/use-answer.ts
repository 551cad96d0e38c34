import type { Plays } from "@cairn-ml/lessons/play";
import { useLayoutEffect, useState } from "preact/hooks";
import { settlesWith } from "../app/settling.js";
import { engine } from "../engine/client.js";
import type { Answer, PlayOf, Question } from "../engine/messages.js";

/** The answer to the latest question that has one; undefined before the first. */
export function useAnswer<L extends keyof Plays, P extends PlayOf<L> & string>(
  lesson: L,
  play: P,
  question: Question<L, P>,
): Answer<L, P> | undefined {
  const [answer, setAnswer] = useState<Answer<L, P>>();
  const key = JSON.stringify(question);
  // Not after the next frame: an answer shall be there as soon as can be.
  useLayoutEffect(() => {
    let gone = false;
    const asking = engine.ask(lesson, play, question);
    settlesWith(asking);
    asking.then(
      (found) => gone || setAnswer(() => found),
      (error) => {
        if (error.name !== "AbortError") console.info(`${play}: ${error.message}`); // the page says it when the engine is lost
      },
    );
    return () => {
      gone = true;
    };
  }, [lesson, play, key]);
  return answer;
}
