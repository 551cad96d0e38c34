import type { JSX } from "preact";
import { Handle } from "../parts/handle.js";
import { numberOf } from "../parts/number-of.js";
import { Plane, type PlaneScale } from "../parts/plane.js";
import { PlayButton } from "../parts/play-button.js";
import { Slider } from "../parts/slider.js";
import { SourceCode } from "../parts/source-code.js";
import { TryCards } from "../parts/try-cards.js";
import { useAnswer } from "../parts/use-answer.js";
import { usePlaying } from "../parts/use-playing.js";
import type { PlayProps } from "./lesson-play.js";
import "../styles/several-weights.css";

const cells = 64;
const mostSteps = 1_000_000; // those of the picture are taken at once, while one drags
const pairs = {
  "height and bias": ["height", "bias"],
  "height and sex": ["height", "sex"],
} as const;

type Bowl = NonNullable<ReturnType<typeof useAnswer<"several-weights", "bowl">>>;

/** The bowl of the loss over two weights, seen from above, and the ball that rolls in it. */
export function SeveralWeights({ values, change, own }: PlayProps): JSX.Element {
  const number = (name: string, otherwise: number) => numberOf(values[name], otherwise);
  const pair = values.weights === "height and sex" ? values.weights : "height and bias";
  const scaled = values.scaled === "true";
  const place = values.start?.split(",").map(Number).filter(Number.isFinite);
  const start = place?.length === 2 ? ([place[0]!, place[1]!] as const) : null;
  const playing = usePlaying((steps) => change({ steps: String(steps) }));
  const [lr, steps] = [number("lr", 1e-4), playing.at ?? numberOf(values.steps, 100_000, { most: mostSteps })];
  const answer = useAnswer("several-weights", "bowl", {
    ...{ seed: number("seed", 0), people: number("people", 1000), noise: number("noise", 0.03) },
    ...{ weights: pairs[pair], scaled, start, lr, steps, cells, ...(own && { own }) },
  });
  const said = answer ? verdict(answer, lr) : "";
  return (
    <>
      <div class="side-by-side">
        {answer && (
          <Plane
            x={{ label: labelOf(pairs[pair][0], scaled), range: answer.ranges[0] }}
            y={{ label: labelOf(pairs[pair][1], scaled), range: answer.ranges[1] }}
            label={`The loss over two weights is a bowl, seen from above. ${said}`}
            heat={{ values: bands(answer.losses), columns: cells }}
          >
            {(scale) => (
              <>
                <Path path={answer.path} scale={scale} />
                <Best best={answer.best} scale={scale} />
                <Handle
                  at={[answer.path[0]![0], answer.path[0]![1]]}
                  scale={scale}
                  label={`start, ${shown(answer.path[0]![0])} and ${shown(answer.path[0]![1])}`}
                  onMove={(x, y) => change({ start: `${Number(x.toFixed(2))},${Number(y.toFixed(2))}` })}
                >
                  <circle class="bowl-start" r={5} />
                </Handle>
              </>
            )}
          </Plane>
        )}
        <div>
          <Slider
            label="learning rate"
            value={lr}
            min={1e-5}
            max={2}
            log
            onValue={(lr) => change({ lr: String(lr) })}
          />
          <Slider
            label="steps"
            value={steps}
            min={1}
            max={100_000}
            log
            integer
            onValue={(steps) => change({ steps: String(steps) })}
          />
          <p class="buttons">
            <PlayButton playing={playing} onPlay={() => playing.play(0, 60)}>
              Roll 60 steps
            </PlayButton>
            <button type="button" onClick={() => change({ steps: String(steps + 1) })}>
              One step more
            </button>
          </p>
          <p>
            <label>
              two weights:{" "}
              <select
                value={pair}
                onChange={({ currentTarget }) => change({ weights: currentTarget.value, start: "" })}
              >
                {Object.keys(pairs).map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            </label>
          </p>
          <p>
            <label>
              <input
                type="checkbox"
                checked={scaled}
                onChange={({ currentTarget }) => change({ scaled: String(currentTarget.checked), start: "" })}
              />{" "}
              columns shifted to mean 0 and shrunk to deviation 1
            </label>
          </p>
          <p>{said}</p>
          <p class="note">
            Blue is low, red is high, each ring the same loss; the cross is the best there is. Drag the start, or choose
            it and press the arrow keys. The third weight stays at its best.
          </p>
        </div>
      </div>
      <TryCards lesson={3} cards={cards} />
      <SourceCode lesson={3} files={files} />
    </>
  );
}

function verdict({ path, stepsTaken, best, bestLoss, largestRate, conditionNumber }: Bowl, lr: number): string {
  const [x, y, loss] = path.at(-1)!;
  const grows = lr > largestRate ? ` The rate is above ${shown(largestRate)}: each step lands higher.` : "";
  return (
    `After ${stepsTaken} steps ${shown(x)} and ${shown(y)}, loss ${shown(loss)}; best are ${shown(best[0])} and ${shown(best[1])}, ` +
    `loss ${shown(bestLoss)}.${grows} The bowl is bent ${shown(conditionNumber)} times as strongly one way as the other.`
  );
}

const shown = (value: number) => String(Number(value.toPrecision(4))).replace("-", "−");

function labelOf(name: "height" | "sex" | "bias", scaled: boolean): string {
  const unit = { height: scaled ? "kg a deviation" : "kg a metre", sex: scaled ? "kg a deviation" : "kg", bias: "kg" };
  return `${name}, ${unit[name]}`;
}

function Path({ path, scale }: { readonly path: Bowl["path"]; readonly scale: PlaneScale }): JSX.Element {
  const seen = path.filter(([x, y]) => Math.abs(scale.x(x)) < 2000 && Math.abs(scale.y(y)) < 2000);
  const last = path.at(-1)!;
  return (
    <>
      <polyline class="bowl-path" points={seen.map(([x, y]) => `${scale.x(x)},${scale.y(y)}`).join(" ")} />
      {seen.slice(1, 50).map(([x, y], i) => (
        <circle key={i} class="bowl-step" cx={scale.x(x)} cy={scale.y(y)} r={2} />
      ))}
      {seen.includes(last) && <circle class="ball" cx={scale.x(last[0])} cy={scale.y(last[1])} r={7} />}
    </>
  );
}

function Best({ best: [x, y], scale }: { readonly best: Bowl["best"]; readonly scale: PlaneScale }): JSX.Element {
  return <path class="bowl-best" d={`M${scale.x(x) - 6},${scale.y(y)}h12m-6,-6v12`} />;
}

/** Rings of equal height, closer where it is steeper: the root makes the bottom wider. */
function bands(losses: Float32Array): Float32Array {
  const high = Math.sqrt(losses.reduce((a, b) => Math.max(a, b), 0)) || 1;
  return losses.map((loss) => (2 * Math.round((16 * Math.sqrt(Math.max(0, loss))) / high)) / 16 - 1);
}

const cards = [
  { what: "A rate that is a little too large: over the valley and up", values: { lr: 0.27, steps: 40 } },
  { what: "The largest rate that holds: it zigzags, then creeps along the valley", values: { lr: 0.235, steps: 200 } },
  { what: "Columns of one size: the bowl is round, and 20 steps do", values: { scaled: "true", lr: 0.1, steps: 20 } },
  { what: "Round, and the rate too large", values: { scaled: "true", lr: 1.02, steps: 30 } },
];

const files = {
  "packages/lessons/src/several-weights/play.ts": () =>
    import("../../../../packages/lessons/src/several-weights/play.ts?raw"),
  "packages/models-classic/src/linear-regression.ts": () =>
    import("../../../../packages/models-classic/src/linear-regression.ts?raw"),
};
