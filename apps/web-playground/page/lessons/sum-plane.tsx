import type { SumUnit } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { Handle } from "../parts/handle.js";
import { Plane, type PlaneScale } from "../parts/plane.js";
import type { useAnswer } from "../parts/use-answer.js";

export type Sum = NonNullable<ReturnType<typeof useAnswer<"bent-lines", "sum">>>;

interface SumPlaneProps {
  readonly answer: Sum | undefined;
  readonly units: readonly SumUnit[];
  readonly said: string;
  onUnits(units: readonly SumUnit[]): void;
}

const [xRange, yRange] = [[-3, 3] as const, [-2, 2] as const];
const arm = 0.75; // what a unit gives where its arm is held
const most = 4; // of an output weight

/** The target dashed, each unit's line thin, their sum thick; bends and arms can be dragged. */
export function SumPlane({ answer, units, said, onUnits }: SumPlaneProps): JSX.Element {
  const isRows = answer?.target.kind === "rows";
  return (
    <Plane
      x={{ label: isRows ? "first + second" : "x", range: xRange }}
      y={{ label: "sum", range: yRange }}
      label={`A sum of ReLUs beside what it shall follow. ${said}`}
      height={400}
    >
      {(scale) => (
        <>
          {answer && <Target answer={answer} scale={scale} />}
          {answer?.pieces.map((piece, j) => (
            <polyline key={j} class="sum-piece" points={pathOf(piece, scale)} />
          ))}
          {answer && <polyline class="sum-line" points={pathOf(answer.sum, scale)} />}
          {units.map((unit, j) => (
            <UnitHandles
              key={j}
              name={j + 1}
              unit={unit}
              scale={scale}
              onUnit={(unit) => onUnits(units.with(j, unit))}
            />
          ))}
        </>
      )}
    </Plane>
  );
}

function Target({ answer: { target }, scale }: { readonly answer: Sum; readonly scale: PlaneScale }): JSX.Element {
  if (target.kind === "curve") return <polyline class="sum-target" points={pathOf(target.points, scale)} />;
  return (
    <>
      {target.points.map(([x, y], i) =>
        y > 0.5 ? (
          <circle key={i} class="sum-yes" cx={scale.x(x)} cy={scale.y(y)} r={8} />
        ) : (
          <rect key={i} class="sum-no" x={scale.x(x) - 7} y={scale.y(y) - 7} width={14} height={14} />
        ),
      )}
    </>
  );
}

interface UnitHandlesProps {
  readonly name: number;
  readonly unit: SumUnit;
  readonly scale: PlaneScale;
  onUnit(unit: SumUnit): void;
}

/** Its bend is moved along the axis, its arm up and down. A unit of weight 0 has neither. */
function UnitHandles({ name, unit, scale, onUnit }: UnitHandlesProps): JSX.Element | null {
  const { weight, bias, output } = unit;
  if (weight === 0) return null;
  const bend = -bias / weight;
  const end = clamp(bend + arm / weight, xRange); // there it gives `arm`
  return (
    <>
      <Handle
        at={[clamp(bend, xRange), 0]}
        scale={scale}
        class="sum-handle"
        label={`unit ${name} bends at ${bend.toFixed(2)}`}
        onMove={(x) => onUnit({ ...unit, bias: -weight * x })}
      >
        <circle class="mark" r={8} />
        <text text-anchor="middle" y={4}>
          {name}
        </text>
      </Handle>
      <Handle
        at={[end, clamp(output * arm, yRange)]}
        scale={scale}
        class="sum-handle"
        label={`arm of unit ${name}, output weight ${output.toFixed(2)}`}
        onMove={(_, y) => onUnit({ ...unit, output: clamp(y / arm, [-most, most]) })}
      >
        <rect class="mark" x={-5} y={-5} width={10} height={10} />
      </Handle>
    </>
  );
}

function pathOf(points: readonly (readonly [x: number, y: number])[], scale: PlaneScale): string {
  return points.map(([x, y]) => `${scale.x(x)},${scale.y(y)}`).join(" ");
}

function clamp(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, value));
}
