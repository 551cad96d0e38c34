import type { EpochTold, LoadAnswer } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { engine } from "../engine/client.js";
import { DrawPad } from "../parts/draw-pad.js";
import { FileDrop } from "../parts/file-drop.js";
import { GreyPicture } from "../parts/grey-picture.js";
import { ShareBars } from "../parts/share-bars.js";
import { SourceCode } from "../parts/source-code.js";
import { type Stroke, strokesOfText, textOfStrokes } from "../parts/strokes-text.js";
import { TryCards } from "../parts/try-cards.js";
import { useAnswer } from "../parts/use-answer.js";
import { useTraining } from "../parts/use-training.js";
import { DigitsLearned } from "./digits-learned.js";
import type { PlayProps } from "./lesson-play.js";
import "../styles/digits.css";

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
const patience = 400; // milliseconds after a change of a number before a training begins

/** Paper to draw on, ten bars that answer, and the network that learns meanwhile. */
export function Digits({ values, change }: PlayProps): JSX.Element {
  const [live, setLive] = useState<readonly Stroke[]>(); // while the pen is down
  const strokes = live ?? strokesOfText(values.ink ?? "");
  const [epochs, setEpochs] = useState<readonly EpochTold[]>([]);
  const [progress, setProgress] = useState<{ readonly step: number; readonly steps: number }>();
  const [own, setOwn] = useState<LoadAnswer | null>(null);
  const [problem, setProblem] = useState<string>();
  const training = useTraining("digits", "train", (told) => {
    if ("step" in told) setProgress(told.step);
    else setEpochs((before) => [...before, told.epoch]);
  });
  const question = questionOf(values);
  const start = () => {
    setEpochs([]);
    setProgress(undefined);
    training.start(question);
  };
  const key = JSON.stringify([question, own]);
  useEffect(() => {
    const timer = setTimeout(start, patience);
    return () => clearTimeout(timer);
  }, [key]);
  const read = useAnswer("digits", "read", { strokes, learned: epochs.length });
  const learned = useMemo(() => <DigitsLearned epochs={epochs} />, [epochs]); // not drawn anew with each stroke
  const draw = (strokes: readonly Stroke[], done: boolean) => {
    setLive(done ? undefined : strokes);
    if (done) change({ ink: textOfStrokes(strokes) });
  };
  const load = async (files: readonly File[]) => {
    try {
      const named = files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
      setOwn(await engine.ask("digits", "load", { files: await Promise.all(named) }));
      setProblem(undefined);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <div class="digits">
      <div class="reading">
        <div>
          <DrawPad strokes={strokes} onStrokes={draw} />
          <p class="actions">
            <button type="button" onClick={() => draw([], true)} disabled={strokes.length === 0}>
              Clear
            </button>
            <button type="button" onClick={() => draw(strokes.slice(0, -1), true)} disabled={strokes.length === 0}>
              Undo
            </button>
          </p>
        </div>
        <div>
          <ShareBars names={digits} shares={read?.shares ?? null} label="how sure the network is of each digit" />
          <p class="verdict" role="status">
            {verdictOf(read?.shares ?? null, strokes.length > 0)}
          </p>
        </div>
        {read?.picture && (
          <figure>
            <GreyPicture picture={read.picture} label="what you drew, as 28 × 28 pixels, in the middle" />
            <figcaption>what the network sees</figcaption>
          </figure>
        )}
      </div>
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
        {training.running && progress && (
          <progress aria-label="the training" value={progress.step} max={progress.steps} />
        )}
        <span class="note">{statusOf(training.running, epochs, own)}</span>
      </p>
      {(training.error ?? problem) && (
        <pre class="error" role="alert">
          {training.error ?? problem}
        </pre>
      )}
      {learned}
      <FileDrop multiple onFiles={load}>
        Real handwriting: drop the files of MNIST here (images and labels, packed or not). They stay in your browser.
      </FileDrop>
      {own && (
        <p class="actions">
          <span class="note">
            It learns from {own.name}: {own.train} pictures, and {own.test} to test with.
          </span>
          <button type="button" onClick={() => void load([])}>
            Back to drawn digits
          </button>
        </p>
      )}
      <TryCards lesson={7} cards={cards} />
      <SourceCode lesson={7} files={files} />
    </div>
  );
}

const cards = [
  { what: "A seven with a bar", values: { ink: "22.18.78.18.44.86_36.52.68.52" } },
  { what: "A four that is nearly a nine: close it, and look", values: { ink: "40.14.30.48.66.48_66.14.62.48.58.88" } },
  {
    what: "A spiral is no digit: what does it say?",
    values: { ink: "50.50.56.46.56.56.46.60.38.52.42.38.58.34.70.44.70.62.54.74.36.70.26.54.28.34.44.20.66.20.82.34" },
  },
  { what: "One epoch only: what is it still unsure of?", values: { ink: "22.18.78.18.44.86", epochs: 1 } },
];

const files = {
  "packages/lessons/src/digits/play.ts": () => import("../../../../packages/lessons/src/digits/play.ts?raw"),
  "packages/lessons/src/digits/train.ts": () => import("../../../../packages/lessons/src/digits/train.ts?raw"),
};

function questionOf(values: Readonly<Record<string, string>>) {
  const number = (name: string) => (values[name] ? { [name]: Number(values[name]) } : {});
  const preset = values.preset === "best" ? "best" : "plain";
  return {
    preset,
    seed: Number(values.seed ?? 0),
    ...number("epochs"),
    ...number("batchSize"),
    ...number("lr"),
  } as const;
}

function verdictOf(shares: readonly number[] | null, drawn: boolean): string {
  if (!drawn) return "Draw a digit on the paper.";
  if (!shares) return "The network is still learning its first things …";
  const most = Math.max(...shares);
  const digit = shares.indexOf(most);
  if (most > 0.9) return `It reads a ${digit}.`;
  return `It would say ${digit}, but it is not sure.`;
}

function statusOf(running: boolean, epochs: readonly EpochTold[], own: LoadAnswer | null): string {
  const last = epochs.at(-1);
  if (!last) return running ? `it gets ${own ? "your" : "20,000 drawn"} digits ready …` : "";
  const done = `after epoch ${last.epoch} of ${last.epochs}: ${(100 * last.accuracy!).toFixed(2)} % of the test digits read right`;
  return running || last.epoch === last.epochs ? done : `stopped ${done}`;
}
