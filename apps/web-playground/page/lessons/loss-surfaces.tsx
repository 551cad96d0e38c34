import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Handle } from "../parts/handle.js";
import type { MarkedPoint } from "../parts/marked-points.js";
import { Plane, type PlaneScale } from "../parts/plane.js";
import { Slider } from "../parts/slider.js";
import { useAnswer } from "../parts/use-answer.js";
import type { PlayProps } from "./lesson-play.js";

const range = [-8, 8] as const;
const cells = 32;
const steps = 100;

type Surfaces = NonNullable<ReturnType<typeof useAnswer<"yes-or-no", "surfaces">>>;

/** Log loss and squared error over the two weights, and a ball on each that starts at the same place. */
export function LossSurfaces({ people, values, change }: PlayProps & { people: readonly MarkedPoint[] }): JSX.Element {
  const [x = 5, y = 6] = (values.start ?? "5,6").split(",").map(Number).filter(Number.isFinite);
  const lr = Number(values.rate ?? 1);
  const answer = useAnswer("yes-or-no", "surfaces", { people, start: [x, y], lr, steps, range, cells });
  const move = (x: number, y: number) => change({ start: `${Number(x.toFixed(2))},${Number(y.toFixed(2))}` });
  return (
    <>
      <h2>The same people, two losses</h2>
      <Slider
        label="rate of both"
        value={lr}
        min={0.01}
        max={100}
        log
        onValue={(rate) => change({ rate: String(rate) })}
      />
      <div class="side-by-side">
        {(["log", "squared"] as const).map((kind) => (
          <SurfaceView key={kind} kind={kind} surface={answer?.[kind]} start={[x, y]} onStart={move} />
        ))}
      </div>
      <p class="note">
        Blue is low, red is high. Drag the ball to another start: both descents take {steps} steps from there. Squared
        error has plateaus, where the answers are wrong with certainty and the slope is next to nothing; log loss has
        none. (Weights for sleep and exercise in units of their deviation, bias 0.)
      </p>
    </>
  );
}

interface SurfaceViewProps {
  readonly kind: "log" | "squared";
  readonly surface: Surfaces["log"] | undefined;
  readonly start: readonly [number, number];
  onStart(x: number, y: number): void;
}

function SurfaceView({ kind, surface, start, onStart }: SurfaceViewProps): JSX.Element {
  const name = kind === "log" ? "log loss" : "squared error";
  const [from, to] = [surface?.path[0]?.[2] ?? 0, surface?.path.at(-1)?.[2] ?? 0];
  const heat = useMemo(() => surface && { values: shares(surface.losses), columns: cells }, [surface]);
  const said = `${name}: from ${from.toPrecision(3)} to ${to.toPrecision(3)}`;
  return (
    <figure>
      <Plane
        x={{ label: "weight of sleep", range }}
        y={{ label: "weight of exercise", range }}
        label={`${name} over the two weights, and a descent on it. ${said}.`}
        heat={heat}
        height={400}
      >
        {(scale) => (
          <>
            {surface && <Path path={surface.path} scale={scale} />}
            <Handle at={start} scale={scale} label={`start, ${start.join(", ")}`} onMove={onStart}>
              <circle class="surface-ball" r={5} />
            </Handle>
          </>
        )}
      </Plane>
      <figcaption>{said}</figcaption>
    </figure>
  );
}

function Path({ path, scale }: { readonly path: Surfaces["log"]["path"]; readonly scale: PlaneScale }): JSX.Element {
  const [x, y] = path.at(-1)!;
  return (
    <>
      <polyline class="surface-path" points={path.map(([x, y]) => `${scale.x(x)},${scale.y(y)}`).join(" ")} />
      <circle class="ball" cx={scale.x(x)} cy={scale.y(y)} r={7} />
    </>
  );
}

/** −1 for the lowest, 1 for the highest. */
function shares(losses: Float32Array): Float32Array {
  const low = losses.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = losses.reduce((a, b) => Math.max(a, b), 0);
  return losses.map((loss) => (high > low ? (2 * (loss - low)) / (high - low) - 1 : 0));
}
