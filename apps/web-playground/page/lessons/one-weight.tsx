import type { JSX } from "preact";
import { Chart } from "../parts/chart.js";
import { Slider } from "../parts/slider.js";
import { useAnswer } from "../parts/use-answer.js";
import type { PlayProps } from "./lesson-play.js";

const range = [-0.4, 1] as const; // c

/** The curve of the loss over c, and the ball that rolls down, or up. */
export function OneWeight({ values, change }: PlayProps): JSX.Element {
  const number = (name: string, otherwise: number) => Number(values[name] ?? otherwise);
  const question = {
    ...{ seed: number("seed", 0), people: number("people", 100), noise: number("noise", 0.15) },
    ...{ lr: number("lr", 1e-5), steps: number("steps", 15), range },
  };
  const answer = useAnswer("one-weight", "descent", question);
  const path = answer?.path ?? [];
  const [c, loss] = path.at(-1) ?? [0, 0];
  const grows = answer && question.lr > answer.largestRate;
  return (
    <>
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
        value={question.steps}
        min={1}
        max={50}
        integer
        onValue={(steps) => change({ steps: String(steps) })}
      />
      <Chart
        x={{ label: "c, kg a cm", range }}
        y={{ label: "loss", range: [0, Math.max(...(answer?.curve ?? [[0, 8000]]).map(([, loss]) => loss))] }}
        label={`The loss over c is a parabola. After ${path.length - 1} steps c is ${c.toPrecision(4)}, the loss ${loss.toPrecision(4)}.`}
      >
        {(x, y) => (
          <>
            <polyline class="curve" points={(answer?.curve ?? []).map(([c, loss]) => `${x(c)},${y(loss)}`).join(" ")} />
            <polyline class="path" points={path.map(([c, loss]) => `${x(c)},${y(loss)}`).join(" ")} />
            {path.map(([c, loss], i) => (
              <circle
                key={i}
                class={i === path.length - 1 ? "ball" : "step"}
                cx={x(c)}
                cy={y(loss)}
                r={i === path.length - 1 ? 8 : 3}
              />
            ))}
          </>
        )}
      </Chart>
      <p>
        After {path.length - 1} steps c = {c.toPrecision(4)}, and the loss is {loss.toPrecision(4)}.{" "}
        {grows && "The rate is too large: each step lands higher than the one before."}
      </p>
    </>
  );
}
