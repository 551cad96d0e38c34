import type { JSX } from "preact";
import { Handle } from "./handle.js";
import type { PlaneScale } from "./plane.js";

/** A point that says no (0) or yes (1). */
export type MarkedPoint = readonly [x: number, y: number, yes: 0 | 1];

/** Points as an address has them: "1,-1,1;0.5,2,0". What is no point is left out. */
export function pointsOf(text: string): MarkedPoint[] {
  return text.split(";").flatMap((part): MarkedPoint[] => {
    const [x = Number.NaN, y = Number.NaN, yes] = part.split(",").map(Number);
    return Number.isFinite(x) && Number.isFinite(y) && (yes === 0 || yes === 1) ? [[x, y, yes]] : [];
  });
}

export function textOf(points: readonly MarkedPoint[]): string {
  return points.map(([x, y, yes]) => `${short(x)},${short(y)},${yes}`).join(";");
}

const short = (value: number) => Number(value.toFixed(2));

interface MarkedPointsProps {
  readonly points: readonly MarkedPoint[];
  readonly scale: PlaneScale;
  /** What no and yes mean here. */
  readonly words: readonly [no: string, yes: string];
  /** How a place is said. */
  placed(x: number, y: number): string;
  onChange(points: readonly MarkedPoint[]): void;
}

/** Points to drag; a click makes a no of a yes, Delete takes one away. */
export function MarkedPoints({ points, scale, words, placed, onChange }: MarkedPointsProps): JSX.Element {
  return (
    <>
      {points.map(([x, y, yes], i) => (
        <Handle
          key={i}
          at={[x, y]}
          scale={scale}
          class={yes ? "yes" : "no"}
          label={`${words[yes]}, ${placed(x, y)}`}
          onMove={(x, y) => onChange(points.with(i, [x, y, yes]))}
          onPress={() => onChange(points.with(i, [x, y, yes ? 0 : 1]))}
          onRemove={() => onChange(points.filter((_, j) => j !== i))}
        >
          {yes ? <circle class="mark" r={7} /> : <rect class="mark" x={-6} y={-6} width={12} height={12} />}
        </Handle>
      ))}
    </>
  );
}
