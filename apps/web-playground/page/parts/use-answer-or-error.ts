import type { Plays } from "@cairn-ml/lessons/play";
import { useLayoutEffect, useState } from "preact/hooks";
import { settlesWith } from "../app/settling.js";
import { engine } from "../engine/client.js";
import type { Answer, PlayOf, Question } from "../engine/messages.js";

/** The answer to the latest question that has one, and why the latest has none, where that is so. */
export function useAnswerOrError<L extends keyof Plays, P extends PlayOf<L> & string>(
  lesson: L,
  play: P,
  question: Question<L, P>,
): { readonly answer?: Answer<L, P>; readonly error?: string } {
  const [state, setState] = useState<{ answer?: Answer<L, P>; error?: string }>({});
  const key = JSON.stringify(question);
  useLayoutEffect(() => {
    let gone = false;
    const asking = engine.ask(lesson, play, question);
    settlesWith(asking);
    asking.then(
      (answer) => gone || setState({ answer }),
      (error: Error) => {
        if (gone || error.name === "AbortError") return;
        setState(({ answer }) => ({ ...(answer !== undefined && { answer }), error: error.message }));
      },
    );
    return () => {
      gone = true;
    };
  }, [lesson, play, key]);
  return state;
}
