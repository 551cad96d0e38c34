import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { engine } from "../engine/client.js";
import type { Answer, Question } from "../engine/messages.js";
import { placeInWords, type TextPlace } from "../parts/use-long-text.js";
import type { PlayProps } from "./lesson-play.js";

type Figures = NonNullable<Answer<"gpt2", "write">>;
type Sampling = Pick<Question<"gpt2", "write">, "temperature" | "topK">;

interface WritingProps extends PlayProps {
  readonly text: string;
  readonly place: TextPlace;
  readonly sampling: Sampling;
  setText(text: string): void;
  /** Meanwhile nothing else is asked of the model, which writes the faster. */
  onWriting(writing: boolean): void;
}

export const beginning = "Once there was a";
const usualTokens = 64;

/** The text so far, and the model that goes on with it: the same seed writes the same. */
export function GptWriting({ text, place, sampling, setText, onWriting, values, change }: WritingProps): JSX.Element {
  const [writing, setWriting] = useState(false);
  const [figures, setFigures] = useState<Figures>();
  const [problem, setProblem] = useState<string>();
  const from = useRef(beginning); // where it began to write
  const gone = useRef(false); // what is told late would else be written into the address of another lesson
  useEffect(
    () => () => {
      gone.current = true;
      engine.stopPlay("gpt2", "write");
    },
    [],
  );
  const tokens = wholeNumber(values.write, usualTokens, 1);
  const seed = wholeNumber(values.draw, 0, 0);
  const write = async () => {
    let all = text;
    from.current = text;
    setWriting(true);
    onWriting(true);
    setProblem(undefined);
    setFigures(undefined);
    try {
      await engine.ask("gpt2", "write", { text, tokens, seed, ...sampling }, ({ text: piece, ...figures }) => {
        if (gone.current) return;
        all += piece;
        setText(all);
        setFigures(figures);
      });
    } catch (error) {
      if ((error as Error).name !== "AbortError") setProblem((error as Error).message);
    }
    setWriting(false);
    onWriting(false);
  };
  const field = (key: string, label: string, value: number, min: number) => (
    <label>
      {label}{" "}
      <input
        type="number"
        min={min}
        value={value}
        disabled={writing}
        onChange={({ currentTarget }) => change({ [key]: currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      <label class="field">
        The text so far
        <textarea rows={3} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      {place !== "address" && <p class="note">{placeInWords(place, text.length)}</p>}
      <p class="buttons">
        {writing ? (
          <button type="button" onClick={() => engine.stopPlay("gpt2", "write")}>
            Stop writing
          </button>
        ) : (
          <button type="button" disabled={text === ""} onClick={write}>
            Let it write
          </button>
        )}
        <button type="button" disabled={writing} onClick={() => setText(from.current)}>
          Begin again
        </button>
        {field("write", "tokens to write", tokens, 1)}
        {field("draw", "seed of its draws", seed, 0)}
      </p>
      <p class="note" data-written={figures && JSON.stringify(figures)}>
        {figures
          ? inWords(figures, tokens, writing)
          : "The same text and the same seed: the same words again, by cairn generate --seed too."}
      </p>
      {problem && (
        <pre class="error" role="alert">
          {problem}
        </pre>
      )}
    </>
  );
}

function inWords({ tokens, rate, read }: Figures, asked: number, writing: boolean): string {
  const how = writing ? "written" : tokens < asked ? "written, then stopped" : "written";
  const speed = rate === 0 ? "" : `, ${rate.toFixed(rate < 100 ? 1 : 0)} tokens a second`;
  return `${tokens} of ${asked} tokens ${how}${speed}; the ${read.tokens} before them were read at ${Math.round(read.rate)} a second`;
}

function wholeNumber(text: string | undefined, usual: number, least: number): number {
  const value = Number(text ?? usual);
  return Number.isSafeInteger(value) && value >= least && value < 2 ** 31 ? value : usual;
}
