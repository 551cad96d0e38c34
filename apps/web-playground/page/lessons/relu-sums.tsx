import type { SumUnit, TargetName } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { numberOf } from "../parts/number-of.js";
import { PlayButton } from "../parts/play-button.js";
import { Slider } from "../parts/slider.js";
import { useAnswer } from "../parts/use-answer.js";
import { usePlaying } from "../parts/use-playing.js";
import type { PlayProps } from "./lesson-play.js";
import { type Sum, SumPlane } from "./sum-plane.js";
import { short, textOfUnits, unitsOfText } from "./sum-text.js";
import { UnitSliders } from "./unit-sliders.js";

const targetNames: Readonly<Record<TargetName, string>> = {
  hat: "a hat",
  bend: "a bent line",
  step: "a step",
  wave: "the lesson's wave",
  XOR: "XOR: yes where just one of two is",
};
const begin = { target: "hat", units: "1,1,1;1,0,-1" } as const; // up, and flat from the top on: the third unit is missing
const training = { lr: 0.03, steps: 1000 } as const; // as the lesson's own sums
const mostUnits = 6;
const places = [0, 1, -1, 2, -2, 0.5] as const; // where units are put that are added

/** A function that is built of a few ReLUs by hand, and what a training makes of the same. */
export function ReluSums({ values, change }: PlayProps): JSX.Element {
  const target = Object.hasOwn(targetNames, values.target ?? "") ? (values.target as TargetName) : begin.target;
  const start = {
    target,
    units: unitsOfText(values.units ?? begin.units).slice(0, mostUnits),
    offset: numberOf(values.offset, 0),
  };
  const playing = usePlaying((fitted) => change({ fitted: String(fitted) }), 5);
  const fitted = Math.min(training.steps, Math.max(0, playing.at ?? numberOf(values.fitted, 0)));
  const steps = fitted > 0 ? training.steps : 0;
  const path = useAnswer("bent-lines", "fitSum", { ...start, lr: training.lr, steps });
  const moment = fitted > 0 ? path?.findLast(({ step }) => step <= fitted) : undefined;
  const { units, offset } = moment ?? start;
  const answer = useAnswer("bent-lines", "sum", { target, units, offset });
  const solution = useAnswer("bent-lines", "byHand", { target });
  // What is changed by hand goes on from what is seen, also half-way through a training.
  const edit = (units: readonly SumUnit[], offsetNow = offset) =>
    change({ target, units: textOfUnits(units), offset: String(short(offsetNow)), fitted: "0" });
  const add = () => edit([...units, { weight: 1, bias: -places[units.length % places.length]!, output: 0.5 }]);
  return (
    <section aria-label="ReLU sums by hand">
      <h2>A sum of ReLUs, by hand</h2>
      <p>
        A hidden unit gives max(0, weight · x + bias): nothing up to its bend, then a straight line. Times its output
        weight it is one thin line below; the thick line is all of them added up. Make it follow the dashed one.
      </p>
      <div class="side-by-side">
        <SumPlane answer={answer} units={units} said={answer ? verdict(answer, units.length) : ""} onUnits={edit} />
        <div>
          <p>
            <label>
              follow{" "}
              <select
                value={target}
                onChange={({ currentTarget }) => change({ target: currentTarget.value, fitted: "0" })}
              >
                {Object.entries(targetNames).map(([name, said]) => (
                  <option key={name} value={name}>
                    {said}
                  </option>
                ))}
              </select>
            </label>
          </p>
          <p aria-live="polite">{answer && verdict(answer, units.length)}</p>
          {target === "wave" && <Published k={units.length} seed={numberOf(values.seed, 0)} />}
          <p class="buttons">
            <button type="button" disabled={units.length >= mostUnits} onClick={add}>
              Add a unit
            </button>
            <button type="button" disabled={!solution} onClick={() => edit(solution!.units, solution!.offset)}>
              Show how it is done by hand
            </button>
          </p>
          <p class="buttons">
            <PlayButton playing={playing} onPlay={() => playing.play(0, training.steps)}>
              Let the engine find it
            </PlayButton>
            {fitted > 0 && playing.at === undefined && (
              <button type="button" onClick={() => change({ fitted: "0" })}>
                Back to your start
              </button>
            )}
          </p>
          <Slider
            label="steps of training from your start"
            value={fitted}
            min={0}
            max={training.steps}
            integer
            onValue={(fitted) => change({ fitted: String(fitted) })}
          />
          {fitted > 0 && path && path.length > 2 && (
            <p class="note">
              From your start, off by {shown(path[0]!.error)}, it comes to {shown(path.at(-1)!.error)} in{" "}
              {training.steps} steps.
              {path.at(-1)!.error > 0.9 * path[0]!.error &&
                " It is stuck: move something by hand, and let it try again."}
            </p>
          )}
        </div>
      </div>
      <UnitSliders units={units} offset={offset} onUnits={edit} />
      <p class="note">
        Drag the bend of a unit (the round mark) to the left or right, and its arm (the square mark) up or down; or
        choose one and press the arrow keys.
      </p>
    </section>
  );
}

/** What the lesson publishes for as many units. */
function Published({ k, seed }: { readonly k: number; readonly seed: number }): JSX.Element | null {
  const best = useAnswer("bent-lines", "bestOfStarts", { k: Math.max(1, k), seed });
  if (!best || best.k !== k) return null;
  return (
    <p class="note">
      The lesson's {k === 1 ? "one ReLU" : `${k} ReLUs`}, the best of five random starts: off by {shown(best.error)}.
    </p>
  );
}

function verdict({ square, error, right, bends, target }: Sum, count: number): string {
  const rows = right === null ? "" : `${right} of ${target.points.length} rows right. `;
  const places = bends.flatMap((x) => (x === null ? [] : [shown(x)]));
  const where = places.length === 0 ? "no bends" : `bends at ${places.join(", ")}`;
  const units = count === 1 ? "One unit" : `${count} units`;
  return `${units}, ${where}. ${rows}Squared distance ${shown(square)}, off by ${shown(error)} (its root).`;
}

const shown = (value: number) =>
  Math.abs(value) < 5e-7 ? "0" : String(Number(value.toPrecision(3))).replace("-", "−");
