import type { LettersTold } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { isStill } from "../parts/is-still.js";
import { ShareBars } from "../parts/share-bars.js";
import { Slider } from "../parts/slider.js";
import { SourceCode } from "../parts/source-code.js";
import { TryCards } from "../parts/try-cards.js";
import { useAnswer } from "../parts/use-answer.js";
import { useTraining } from "../parts/use-training.js";
import type { PlayProps } from "./lesson-play.js";
import { LetterMap } from "./letter-map.js";
import { StoryWords } from "./story-words.js";
import "../styles/names.css";

const patience = 400; // milliseconds after a change of a number before a training begins
const pace = 90; // milliseconds a map is seen: the training itself is over within a second

/** The map of letters that moves while a network learns names, the names that it writes, and words from their neighbours. */
export function Names({ values, change, own }: PlayProps): JSX.Element {
  const [told, setTold] = useState<readonly LettersTold[]>([]);
  const training = useTraining("names", "letters", (each) => setTold((before) => [...before, each]));
  const number = (name: string, otherwise: number) => Number(values[name] || otherwise);
  const question = {
    ...{ steps: number("steps", 10_000), lr: number("lr", 0.1), seed: number("seed", 0) },
    ...{ context: number("context", 3), hidden: number("hidden", 100), ...(own && { own }) },
  };
  const start = () => {
    setTold([]);
    film.rewind();
    training.start(question);
  };
  useEffect(() => {
    const timer = setTimeout(start, patience);
    return () => clearTimeout(timer);
  }, [JSON.stringify(question)]);
  const film = useFilm(told.length);
  const shown = told[film.at];
  const text = values.text ?? "sha";
  const next = useAnswer("names", "next", { text, learned: told.length + (training.running ? 0 : 0.5) });
  const { answer } = training;
  return (
    <div class="names">
      <div class="map-and-names">
        <LetterMap told={told} shown={shown} />
        <div>
          <h2>It writes{shown && `, after ${shown.step} steps`}:</h2>
          <ul class="written" aria-label="names that the network writes">
            {shown?.names.map((name, i) => (
              <li key={i}>{name || "…"}</li>
            ))}
          </ul>
          <p class="note">
            {shown?.loss === undefined ? "Before the first step: letters at random." : `loss ${shown.loss.toFixed(3)}`}
          </p>
        </div>
      </div>
      {told.length > 1 && (
        <Slider
          label="look at step"
          value={shown?.step ?? 0}
          min={0}
          max={told.at(-1)!.step}
          integer
          onValue={(step) => film.hold(nearest(told, step))}
        />
      )}
      <p class="actions">
        {training.running ? (
          <button type="button" onClick={training.stop}>
            Stop the training
          </button>
        ) : (
          <button type="button" onClick={start}>
            Train the network
          </button>
        )}
        {training.running && <progress aria-label="the training" value={told.at(-1)?.step ?? 0} max={question.steps} />}
        <button type="button" disabled={told.length < 2} onClick={film.rewind}>
          Play it again
        </button>
      </p>
      {training.error && (
        <pre class="error" role="alert">
          {training.error}
        </pre>
      )}
      {answer && (
        <div class="learned">
          <p>
            It learned from {answer.learnedFrom} names. On names that it has not seen its loss is{" "}
            <b class="dev-loss">{answer.network.devLoss.toFixed(4)}</b>; counting pairs of letters, as in lesson 1,
            gives {answer.counted.devLoss.toFixed(4)}. {(100 * answer.novelShare).toFixed(1)} % of 500 new names are not
            in the list:
          </p>
          <p class="samples">{answer.samples.join(", ")}</p>
        </div>
      )}
      <h2>Begin a name: what comes next?</h2>
      <p>
        <label>
          a name begins with{" "}
          <input type="text" value={text} onInput={({ currentTarget }) => change({ text: currentTarget.value })} />
        </label>
        {next && next.unknown.length > 0 && <span class="note"> It does not know {next.unknown.join(", ")}.</span>}
      </p>
      <ShareBars
        names={next?.next.slice(0, 8).map(({ symbol }) => (symbol === "." ? "end" : symbol)) ?? []}
        shares={next?.next.slice(0, 8).map(({ share }) => share) ?? null}
        label="what may come next"
      />
      <StoryWords steps={number("wordSteps", 200)} seed={question.seed} values={values} change={change} />
      <TryCards lesson={9} cards={cards} />
      <SourceCode lesson={9} files={files} />
    </div>
  );
}

/** Which of the maps is seen: one after the other as they come, until somebody holds it. */
function useFilm(length: number) {
  const [at, setAt] = useState(0);
  const [held, hold] = useState(false);
  useEffect(() => {
    if (held || at >= length - 1) return;
    const still = isStill();
    const timer = setTimeout(() => setAt(still ? length - 1 : at + 1), pace);
    return () => clearTimeout(timer);
  }, [at, held, length]);
  return {
    at: Math.min(at, Math.max(0, length - 1)),
    hold(place: number) {
      hold(true);
      setAt(place);
    },
    rewind() {
      hold(false);
      setAt(0);
    },
  };
}

function nearest(told: readonly LettersTold[], step: number): number {
  const far = told.map((each) => Math.abs(each.step - step));
  return far.indexOf(Math.min(...far));
}

const cards = [
  { what: "One letter of context: what do the names become?", values: { context: 1 } },
  { what: "Another beginning: do the vowels come together again?", values: { seed: 1 } },
  { what: "Steps five times as long: does it still learn?", values: { lr: 0.5 } },
  { what: "What follows “q”?", values: { text: "q" } },
];

const files = {
  "packages/models-embedding/src/char-mlp/char-mlp.ts": () =>
    import("../../../../packages/models-embedding/src/char-mlp/char-mlp.ts?raw"),
  "packages/lessons/src/names/train-names.ts": () =>
    import("../../../../packages/lessons/src/names/train-names.ts?raw"),
  "packages/lessons/src/names/train-words.ts": () =>
    import("../../../../packages/lessons/src/names/train-words.ts?raw"),
};
