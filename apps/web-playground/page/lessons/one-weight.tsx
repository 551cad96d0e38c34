import type { JSX } from "preact";
import { Handle } from "../parts/handle.js";
import { numberOf } from "../parts/number-of.js";
import { Plane } from "../parts/plane.js";
import { PlayButton } from "../parts/play-button.js";
import { Slider } from "../parts/slider.js";
import { SourceCode } from "../parts/source-code.js";
import { TryCards } from "../parts/try-cards.js";
import { useAnswer } from "../parts/use-answer.js";
import { usePlaying } from "../parts/use-playing.js";
import type { PlayProps } from "./lesson-play.js";

const range = [-0.4, 1] as const; // c
const most = 50; // steps

/** The curve of the loss over c, and the ball that rolls down, or up. */
export function OneWeight({ values, change, own }: PlayProps): JSX.Element {
  const number = (name: string, otherwise: number) => numberOf(values[name], otherwise);
  const playing = usePlaying((steps) => change({ steps: String(Math.max(1, steps)) }), 5);
  const steps = Math.max(1, playing.at ?? numberOf(values.steps, 15, { most }));
  const question = {
    ...{ seed: number("seed", 0), people: number("people", 100), noise: number("noise", 0.15) },
    ...{ lr: number("lr", 1e-5), steps, start: number("start", 0), range, ...(own && { own }) },
  };
  const answer = useAnswer("one-weight", "descent", question);
  const [path, curve] = [answer?.path ?? [], answer?.curve ?? []];
  const [c, loss] = path.at(-1) ?? [0, 0];
  const grows = answer && question.lr > answer.largestRate;
  const top = Math.max(1, ...curve.map(([, loss]) => loss));
  const said = `After ${Math.max(0, path.length - 1)} steps c = ${c.toPrecision(4)}, and the loss is ${loss.toPrecision(4)}.`;
  return (
    <>
      <div class="side-by-side">
        <Plane
          x={{ label: "c, kg a cm", range }}
          y={{ label: "loss", range: [-top / 25, top] }}
          label={`The loss over c is a parabola. ${said}`}
        >
          {(scale) => (
            <>
              <polyline class="curve" points={curve.map(([c, loss]) => `${scale.x(c)},${scale.y(loss)}`).join(" ")} />
              <polyline class="path" points={path.map(([c, loss]) => `${scale.x(c)},${scale.y(loss)}`).join(" ")} />
              {path.slice(1, -1).map(([c, loss], i) => (
                <circle key={i} class="step" cx={scale.x(c)} cy={scale.y(loss)} r={3} />
              ))}
              {path.length > 1 && <circle class="ball" cx={scale.x(c)} cy={scale.y(loss)} r={8} />}
              {path[0] && (
                <Handle
                  at={path[0]}
                  scale={scale}
                  label={`start, c = ${path[0][0].toPrecision(3)}`}
                  onMove={(c) => change({ start: String(Number(c.toFixed(3))) })}
                >
                  <circle class="mark" r={6} fill="currentColor" />
                </Handle>
              )}
            </>
          )}
        </Plane>
        <div>
          <Slider
            label="learning rate"
            value={question.lr}
            min={1e-7}
            max={1e-4}
            log
            onValue={(lr) => change({ lr: String(lr) })}
          />
          <Slider
            label="steps"
            value={steps}
            min={1}
            max={most}
            integer
            onValue={(steps) => change({ steps: String(steps) })}
          />
          <p class="buttons">
            <PlayButton playing={playing} onPlay={() => playing.play(steps >= 15 ? 1 : steps, 15)}>
              Play
            </PlayButton>
            <button type="button" onClick={() => change({ steps: "1" })}>
              To the start
            </button>
            <button type="button" disabled={steps >= most} onClick={() => change({ steps: String(steps + 1) })}>
              One step more
            </button>
          </p>
          <p>
            {said} {grows && "The rate is too large: each step lands higher than the one before."}
          </p>
          <p class="note">
            Drag the dot at the start to begin elsewhere, or choose it and press the left and right arrow keys.
          </p>
        </div>
      </div>
      <TryCards lesson={2} cards={cards} />
      <SourceCode lesson={2} files={files} />
    </>
  );
}

const cards = [
  { what: "Far too small a rate: fifty steps, and hardly moved", values: { lr: 1e-7, steps: 50 } },
  { what: "Over the bottom and back: it swings, and comes to rest", values: { lr: 3e-5, steps: 20 } },
  { what: "Too large: each jump lands higher", values: { lr: 3.6e-5, steps: 12, start: 0.25 } },
  { what: "From the other side", values: { start: 0.9 } },
];

const files = {
  "packages/lessons/src/one-weight/descent.ts": () =>
    import("../../../../packages/lessons/src/one-weight/descent.ts?raw"),
  "packages/lessons/src/one-weight/play.ts": () => import("../../../../packages/lessons/src/one-weight/play.ts?raw"),
};
