import type { GptTold, ModelAbout, Sample } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { numberOf } from "../parts/number-of.js";
import { Slider } from "../parts/slider.js";
import { SourceCode } from "../parts/source-code.js";
import { TryCards } from "../parts/try-cards.js";
import { placeInWords, useLongText } from "../parts/use-long-text.js";
import { useTraining } from "../parts/use-training.js";
import { GptFiles } from "./gpt2-files.js";
import { GptInside } from "./gpt2-inside.js";
import { LossCurve, type LossPoint } from "./gpt2-loss.js";
import type { PlayProps } from "./lesson-play.js";
import "../styles/gpt2.css";

type StepTold = Extract<GptTold, { readonly rate: number }>;
const rest = 700; // milliseconds between two looks into a model that learns

/** A small GPT that learns here, or one of the reader's files; and what is inside. */
export function Gpt2({ values, change }: PlayProps): JSX.Element {
  const pasted = useLongText("own", values, change);
  const [about, setAbout] = useState<ModelAbout>();
  const [name, setName] = useState("");
  const [step, setStep] = useState<StepTold>();
  const [points, setPoints] = useState<readonly LossPoint[]>([]);
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const [learned, setLearned] = useState(0); // changes when what is inside may be looked at anew
  const [reading, setReading] = useState(false);
  const [writing, setWriting] = useState(false);
  const looked = useRef(0);
  const training = useTraining("gpt2", "train", (told) => {
    if ("model" in told) {
      setAbout(told.model);
      setName(told.preset === "stories" ? "a GPT that learns from stories" : "a GPT that learns from your text");
    } else if ("point" in told) setPoints((before) => [...before, told.point]);
    else if ("sample" in told) setSamples((before) => [told.sample, ...before]);
    else {
      setStep(told);
      if (performance.now() - looked.current < rest) return;
      looked.current = performance.now();
      setLearned((before) => before + 1);
    }
  });
  const own = values.from === "text";
  const steps = Math.round(numberOf(values.train, 1000, { least: 1, most: 2000 }));
  const start = (goOn: boolean) => {
    if (!goOn) {
      setPoints([]);
      setSamples([]);
      setStep(undefined);
    }
    training.start({ steps, seed: numberOf(values.seed, 0), goOn, ...(own && { text: pasted.text ?? "" }) });
  };
  useEffect(() => setLearned((before) => before + 1), [training.running]);
  const stopped = !training.running && step !== undefined && step.step < step.steps;
  const loaded = (about: ModelAbout, from: string) => {
    setAbout(about);
    setName(from);
    setStep(undefined);
    setPoints([]);
    setSamples([]);
    setLearned((before) => before + 1);
  };
  return (
    <div class="gpt2">
      <h2>Train a small GPT</h2>
      <fieldset>
        <legend>It learns from</legend>
        {(["stories", "text"] as const).map((from) => (
          <label key={from}>
            <input
              type="radio"
              name="from"
              checked={own === (from === "text")}
              disabled={training.running}
              onChange={() => change({ from })}
            />{" "}
            {from === "stories" ? "2.5 MB of small stories, in pieces of words" : "your own text, letter by letter"}
          </label>
        ))}
        {own && (
          <>
            <textarea
              aria-label="your text"
              rows={5}
              placeholder="Paste a text here, the longer the better: a play, a book, your letters. It stays in this page."
              value={pasted.text ?? ""}
              disabled={training.running}
              onInput={({ currentTarget }) => pasted.set(currentTarget.value)}
            />
            <p class="note">{placeInWords(pasted.place, pasted.text?.length ?? 0)}</p>
          </>
        )}
      </fieldset>
      <Slider
        label="steps"
        value={steps}
        min={10}
        max={2000}
        log
        integer
        onValue={(train) => change({ train: String(train) })}
      />
      <p class="buttons">
        {training.running ? (
          <button type="button" onClick={training.stop}>
            Stop the training
          </button>
        ) : (
          <button type="button" disabled={reading} onClick={() => start(false)}>
            {step ? "Train anew" : "Train it"}
          </button>
        )}
        {stopped && (
          <button type="button" disabled={reading} onClick={() => start(true)}>
            Continue
          </button>
        )}
        {training.running && (
          <progress aria-label="the training" {...(step && { value: step.step, max: step.steps })} />
        )}
        <span class="note">{statusOf(step, training.running, training.answer?.validationLoss)}</span>
      </p>
      {training.running && points.length === 0 && (
        <p class="note">
          Each step shows it some text and asks, token by token, what follows; then every number in it is moved a little
          towards the right answer. The curve shows how wrong it is still; five times on the way it writes by itself.
          You can look inside meanwhile, stop, and go on later.
        </p>
      )}
      {training.error && (
        <pre class="error" role="alert">
          {training.error}
        </pre>
      )}
      {points.length > 0 && <LossCurve points={points} steps={step?.steps ?? steps} />}
      {samples.length > 0 && (
        <div class="samples">
          <h3>What it writes by itself</h3>
          <ol>
            {samples.slice(0, 4).map(({ step, text }) => (
              <li key={step}>
                <b>step {step}</b> {text}
              </li>
            ))}
          </ol>
        </div>
      )}
      {about && (
        <GptInside about={about} name={name} learned={learned} onWriting={setWriting} {...{ values, change }} />
      )}
      <GptFiles
        about={about}
        busy={training.running || writing}
        int8={about ? about.dtype === "int8" : values.int8 === "1"}
        setInt8={(int8) => change({ int8: int8 ? "1" : "0" })}
        onReading={setReading}
        loaded={loaded}
        changed={(about) => {
          setAbout(about);
          setStep(undefined); // it cannot learn on
        }}
      />
      <TryCards lesson={11} cards={cards} />
      <SourceCode lesson={11} files={files} />
    </div>
  );
}

function statusOf(step: StepTold | undefined, running: boolean, validationLoss: number | undefined): string {
  if (!step) return running ? "it reads the text, and makes tokens of it …" : "";
  const { rate, loss } = step;
  const where = `step ${step.step} of ${step.steps}, loss ${loss.toFixed(2)}, ${Math.round(rate).toLocaleString("en")} tokens a second`;
  if (running) return where;
  if (step.step < step.steps) return `stopped at ${where}`;
  return validationLoss === undefined
    ? where
    : `done: it has ${validationLoss.toFixed(4)} nats a token on text that it has not seen`;
}

const cards = [
  { what: "Fifty steps: words, but no story", values: { train: 50 } },
  { what: "A thousand steps, about a minute: the stories of the command line", values: { train: 1000 } },
  { what: "Temperature 0: always the likeliest, over and over", values: { train: 300, temperature: 0 } },
  { what: "Hot: temperature 2, and nothing cut off", values: { train: 300, temperature: 2, topk: 100 } },
];

const files = {
  "packages/lessons/src/gpt2/play/train-small.ts": () =>
    import("../../../../packages/lessons/src/gpt2/play/train-small.ts?raw"),
  "packages/models-gpt/src/gpt.ts": () => import("../../../../packages/models-gpt/src/gpt.ts?raw"),
  "packages/models-gpt/src/block.ts": () => import("../../../../packages/models-gpt/src/block.ts?raw"),
};
