import type { JSX } from "preact";
import { KindChoice } from "../parts/kind-choice.js";
import { type MarkedPoint, MarkedPoints, pointsOf, textOf } from "../parts/marked-points.js";
import { numberOf } from "../parts/number-of.js";
import { Plane } from "../parts/plane.js";
import { PlayButton } from "../parts/play-button.js";
import { Slider } from "../parts/slider.js";
import { useAnswer } from "../parts/use-answer.js";
import { usePlaying } from "../parts/use-playing.js";
import type { PlayProps } from "./lesson-play.js";
import "../styles/bent-lines.css";

const cells = 40;
const most = 2000; // steps
const range = [-2, 2] as const;
const words = ["no", "yes"] as const;
const xor = "-1,-1,0;-1,1,1;1,-1,1;1,1,0";
const plainXor = "0,0,0;0,1,1;1,0,1;1,1,0";

/** Points of two kinds, the lines along which the hidden units bend, and what comes of them everywhere. */
export function XorNetwork({ values, change }: PlayProps): JSX.Element {
  const number = (name: string, otherwise: number) => numberOf(values[name], otherwise);
  const points = pointsOf(values.points ?? (values.inputs === "plain" ? plainXor : xor));
  const setPoints = (points: readonly MarkedPoint[]) => change({ points: textOf(points) });
  const playing = usePlaying((steps) => change({ steps: String(steps) }));
  const [hidden, lr, seed] = [number("hidden", 8), number("lr", 0.03), number("seed", 0)];
  const steps = playing.at ?? numberOf(values.steps, 500, { most });
  const answer = useAnswer("bent-lines", "bend", { points, hidden, lr, seed, steps, range, cells });
  const kind: 0 | 1 = values.add === "no" ? 0 : 1;
  const add = (x: number, y: number) => setPoints([...points, [x, y, kind]]);
  return (
    <div class="side-by-side">
      <Plane
        x={{ label: "first", range }}
        y={{ label: "second", range }}
        label={inWords(points, hidden, answer)}
        heat={answer ? { values: answer.yes.map((p) => 2 * p - 1), columns: cells } : undefined}
        onPlace={add}
      >
        {(scale) => (
          <>
            {answer?.units.map(({ line: [from, to], foot, awake }, j) => (
              <g key={j} opacity={hidden > 16 ? 0.35 : 0.8}>
                <line
                  class="unit-line"
                  x1={scale.x(from[0])}
                  y1={scale.y(from[1])}
                  x2={scale.x(to[0])}
                  y2={scale.y(to[1])}
                />
                <line
                  class="unit-awake"
                  x1={scale.x(foot[0])}
                  y1={scale.y(foot[1])}
                  x2={scale.x(foot[0] + 0.2 * awake[0])}
                  y2={scale.y(foot[1] + 0.2 * awake[1])}
                />
              </g>
            ))}
            <MarkedPoints
              points={points}
              scale={scale}
              words={words}
              placed={(x, y) => `first ${x.toFixed(2)}, second ${y.toFixed(2)}`}
              onChange={setPoints}
            />
          </>
        )}
      </Plane>
      <div>
        <Slider
          label="hidden units"
          value={hidden}
          min={1}
          max={32}
          integer
          onValue={(hidden) => change({ hidden: String(hidden) })}
        />
        <Slider label="learning rate" value={lr} min={1e-3} max={1} log onValue={(lr) => change({ lr: String(lr) })} />
        <Slider
          label="steps"
          value={steps}
          min={1}
          max={most}
          integer
          onValue={(steps) => change({ steps: String(steps) })}
        />
        <p class="buttons">
          <PlayButton playing={playing} onPlay={() => playing.play(steps >= 500 ? 1 : steps, 500)}>
            Train
          </PlayButton>
          <button type="button" onClick={() => change({ seed: String(seed + 1) })}>
            Another start
          </button>
        </p>
        <KindChoice words={words} kind={kind} onKind={(kind) => change({ add: words[kind] })} onAdd={() => add(0, 0)} />
        <p>{verdict(points, answer)}</p>
        <p class="note">
          Drag a point, or choose it and press the arrow keys; a click makes a no of a yes, Delete takes it away. A
          dashed line is where a hidden unit bends: on the side of the short stroke it is awake, on the other it gives
          0.
        </p>
      </div>
    </div>
  );
}

type BendAnswer = ReturnType<typeof useAnswer<"bent-lines", "bend">>;

function verdict(points: readonly MarkedPoint[], answer: BendAnswer): string {
  if (answer === null) return "All points are of one kind: there is nothing to tell apart. Add one of the other kind.";
  if (!answer) return "";
  return `${answer.correct} of ${points.length} points right; log loss ${answer.loss.toPrecision(3)}.`;
}

function inWords(points: readonly MarkedPoint[], hidden: number, answer: BendAnswer): string {
  const units = hidden === 1 ? "one hidden unit" : `${hidden} hidden units`;
  return `A plane with ${points.length} points of two kinds, coloured by what a network with ${units} says. ${verdict(points, answer)}`;
}
