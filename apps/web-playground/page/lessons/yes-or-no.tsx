import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { KindChoice } from "../parts/kind-choice.js";
import { type MarkedPoint, MarkedPoints, pointsOf, textOf } from "../parts/marked-points.js";
import { numberOf } from "../parts/number-of.js";
import { Plane } from "../parts/plane.js";
import { PlayButton } from "../parts/play-button.js";
import { Slider } from "../parts/slider.js";
import { SourceCode } from "../parts/source-code.js";
import { TryCards } from "../parts/try-cards.js";
import { useAnswer } from "../parts/use-answer.js";
import { usePlaying } from "../parts/use-playing.js";
import type { PlayProps } from "./lesson-play.js";
import { LossSurfaces } from "./loss-surfaces.js";
import "../styles/yes-or-no.css";

const cells = 40;
const mostSteps = 300;
const words = ["healthy", "sick"] as const;

/** People by sleep and exercise, the line between the sick and the healthy, and the two losses over the weights. */
export function YesOrNo({ values, change, own }: PlayProps): JSX.Element {
  const first = useAnswer("yes-or-no", "firstPeople", own ? { own } : {});
  const people = values.points ? pointsOf(values.points) : (first ?? []);
  const setPeople = (people: readonly MarkedPoint[]) => change({ points: textOf(people) || none });
  const known = useRef(own);
  useEffect(() => {
    if (known.current !== own) change({ points: "" }); // another table: what was moved is of the one before
    known.current = own;
  }, [own]);
  const [sleep, exercise] = [around(first, 0, 10), around(first, 1, 32)];
  const playing = usePlaying((steps) => change({ lineSteps: String(Math.max(1, steps)) }));
  const lr = numberOf(values.lineRate, 1, { least: 0.01, most: 100 });
  const steps = Math.max(1, playing.at ?? numberOf(values.lineSteps, mostSteps, { most: mostSteps }));
  const answer = useAnswer("yes-or-no", "boundary", { people, sleep, exercise, cells, lr, steps });
  const heat = useMemo(() => answer && { values: answer.sick.map((p) => 2 * p - 1), columns: cells }, [answer]);
  const kind: 0 | 1 = values.add === "healthy" ? 0 : 1;
  const add = (x: number, y: number) => setPeople([...people, [x, y, kind]]);
  const surfaces = useMemo(
    () => <LossSurfaces people={people} values={values} change={change} />,
    [textOf(people), values.start, values.rate], // not drawn anew while the line turns
  );
  const verdict = answer
    ? `${answer.correct} of ${people.length} told right; log loss ${answer.loss.toPrecision(3)}.`
    : people.length > 0
      ? "All are of one kind: there is nothing to tell apart. Add somebody of the other kind."
      : "";
  return (
    <>
      <div class="side-by-side">
        <Plane
          x={{ label: "sleep, hours a night", range: sleep }}
          y={{ label: "exercise, minutes a day", range: exercise }}
          label={`${people.length} people by sleep and exercise, coloured by how likely the disease is. ${verdict}`}
          heat={heat ?? undefined}
          onPlace={add}
        >
          {(scale) => (
            <>
              {answer?.line && (
                <line
                  class="boundary-line"
                  x1={scale.x(answer.line[0][0])}
                  y1={scale.y(answer.line[0][1])}
                  x2={scale.x(answer.line[1][0])}
                  y2={scale.y(answer.line[1][1])}
                />
              )}
              <MarkedPoints
                points={people}
                scale={scale}
                words={words}
                placed={(x, y) => `${x.toFixed(1)} hours, ${y.toFixed(0)} minutes`}
                onChange={setPeople}
              />
            </>
          )}
        </Plane>
        <div>
          <p>{verdict}</p>
          {answer && (
            <p>
              score = {signed(answer.coefficients[0])} · sleep {signed(answer.coefficients[1], true)} · exercise{" "}
              {signed(answer.bias, true)}. On the line it is 0: sick and healthy are equally likely.
            </p>
          )}
          <Slider
            label="learning rate of the line"
            value={lr}
            min={0.01}
            max={100}
            log
            onValue={(rate) => change({ lineRate: String(rate) })}
          />
          <Slider
            label="steps of the line"
            value={steps}
            min={1}
            max={mostSteps}
            integer
            onValue={(steps) => change({ lineSteps: String(steps) })}
          />
          <p class="buttons">
            <PlayButton playing={playing} onPlay={() => playing.play(1, mostSteps)}>
              Watch the line turn
            </PlayButton>
          </p>
          <KindChoice
            words={words}
            kind={kind}
            onKind={(kind) => change({ add: words[kind] })}
            onAdd={() => add((sleep[0] + sleep[1]) / 2, (exercise[0] + exercise[1]) / 2)}
          />
          <p class="note">
            Drag somebody, or choose them and press the arrow keys; a click turns sick into healthy, Delete takes away.
            The line is found anew each time, by descent on columns of mean 0 and deviation 1.
          </p>
        </div>
      </div>
      {surfaces}
      <TryCards lesson={4} cards={cards} />
      <SourceCode lesson={4} files={files} />
    </>
  );
}

const none = ";"; // in the address: no people at all, where "" is those of the start

/** From 0 to what fits all people. */
function around(people: readonly MarkedPoint[] | undefined, axis: 0 | 1, usual: number): readonly [number, number] {
  const most = (people ?? []).reduce((most, person) => Math.max(most, person[axis]), 0);
  return [0, most <= usual ? usual : Math.ceil(1.1 * most)];
}

function signed(value: number, between = false): string {
  const size = Math.abs(value).toPrecision(3);
  return between ? `${value < 0 ? "−" : "+"} ${size}` : `${value < 0 ? "−" : ""}${size}`;
}

const cards = [
  { what: "A start on the plateau: only one of the two losses comes down", values: { start: "7.5,7.5" } },
  {
    what: "One sick person far on the healthy side",
    values: { points: "2,4,1;3,8,1;4,3,1;3,12,1;7,20,0;8,26,0;6,24,0;7.5,28,0;9,30,1" },
  },
  {
    what: "A gap between them: many lines do equally well",
    values: { points: "1,4,1;2,2,1;1.5,8,1;8,24,0;9,28,0;8.5,30,0" },
  },
  {
    what: "A ring: no line can tell them apart",
    values: { points: "5,16,1;4.5,14,1;5.5,18,1;5,6,0;5,26,0;2,16,0;8,16,0;3,9,0;7,23,0;3,23,0;7,9,0" },
  },
];

const files = {
  "packages/lessons/src/yes-or-no/play.ts": () => import("../../../../packages/lessons/src/yes-or-no/play.ts?raw"),
  "packages/lessons/src/yes-or-no/log-loss.ts": () =>
    import("../../../../packages/lessons/src/yes-or-no/log-loss.ts?raw"),
  "packages/models-classic/src/logistic-regression.ts": () =>
    import("../../../../packages/models-classic/src/logistic-regression.ts?raw"),
};
