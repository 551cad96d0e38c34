import type { OpenAnswer } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { engine } from "../engine/client.js";
import { FileDrop } from "../parts/file-drop.js";
import { useAnswer } from "../parts/use-answer.js";
import type { PlayProps } from "./lesson-play.js";

const lessonWords = ["king", "man", "woman", "queen", "prince", "princess", "boy", "girl"];

/** a − b + c, of words that somebody described, or of the reader's own vectors. */
export function Analogy({ values, change }: PlayProps): JSX.Element {
  const id = useId();
  const [own, setOwn] = useState<OpenAnswer | null>(null);
  const [problem, setProblem] = useState<string>();
  const [loading, setLoading] = useState(false);
  const { a = "king", b = "man", c = "woman" } = values;
  const answer = useAnswer("vectors", "analogy", { a, b, c, of: own?.name ?? "" });
  const open = async (file: File | null) => {
    setLoading(true);
    setProblem(undefined);
    try {
      setOwn(await engine.ask("vectors", "open", { file }));
    } catch (error) {
      setOwn(null);
      setProblem((error as Error).message);
    }
    setLoading(false);
  };
  const field = (name: "a" | "b" | "c", label: string, value: string) => (
    <input
      type="text"
      size={9}
      list={id}
      aria-label={label}
      value={value}
      onInput={({ currentTarget }) => change({ [name]: currentTarget.value })}
    />
  );
  return (
    <section class="analogy" aria-label="sums of words">
      <h2>Sums of words</h2>
      <p class="buttons">
        {field("a", "from", a)} − {field("b", "take away", b)} + {field("c", "add", c)}
        {answer && answer.nearest.length > 0 && (
          <>
            {" = "}
            <output>{answer.nearest[0]!.word}</output>
          </>
        )}
      </p>
      <datalist id={id}>
        {(own?.first ?? lessonWords).map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
      {answer && answer.unknown.length > 0 && (
        <p class="note" role="status">
          There is no vector for {answer.unknown.map((word) => `“${word}”`).join(", ")}.
          {!own && ` The words are ${lessonWords.join(", ")}.`}
        </p>
      )}
      {answer?.vector && (
        <p class="note">({answer.vector.map((x) => x.toFixed(1)).join(", ")}): power, maleness, riches, fame, pride</p>
      )}
      {answer && answer.nearest.length > 0 && (
        <ol class="nearest-words" aria-label={`nearest words, by ${answer.measure}`}>
          {answer.nearest.map(({ word, score }) => (
            <li key={word}>
              {word} <span class="note">{`${answer.measure} ${score.toFixed(2)}`}</span>
            </li>
          ))}
        </ol>
      )}
      <FileDrop onFiles={([file]) => void open(file!)}>
        Real word vectors: drop a file of GloVe, word2vec, fastText or safetensors (the first 400,000 words are taken).
        It stays in your browser.
      </FileDrop>
      {loading && <p role="status">It reads the vectors …</p>}
      {own && (
        <p class="buttons">
          <span class="note">
            {own.name}: {own.words} words of {own.dim} numbers.
          </span>
          <button type="button" onClick={() => void open(null)}>
            Back to the words of the lesson
          </button>
        </p>
      )}
      {problem && (
        <pre class="error" role="alert">
          {problem}
        </pre>
      )}
    </section>
  );
}
