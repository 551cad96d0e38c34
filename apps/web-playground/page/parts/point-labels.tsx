import { placeLabels } from "@cairn-ml/plots";
import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PlaneScale } from "./plane.js";

/** A name beside a point, as large as it is measured to be. */
export interface PointLabel {
  readonly text: string;
  readonly dx: number;
  readonly dy: number;
  readonly anchor: "start" | "end" | "middle";
  readonly size: number;
  /** There was no room for it: it is seen when its point is pointed at. */
  readonly isCrowded: boolean;
}

interface Named {
  readonly at: readonly [x: number, y: number];
  readonly text: string;
}

const letters = 11; // pixels, as `placeLabels` measures them
const drawn = 480; // units that a plane is wide

/** How many units of a plane a pixel is: it is drawn smaller than it is on a phone. */
export function useUnit(): [place: RefObject<HTMLDivElement | null>, unit: number] {
  const place = useRef<HTMLDivElement>(null);
  const [unit, setUnit] = useState(1);
  useLayoutEffect(() => {
    const measure = () => setUnit(Math.max(1, drawn / Math.max(1, place.current!.firstElementChild!.clientWidth)));
    const observer = new ResizeObserver(measure);
    observer.observe(place.current!);
    measure();
    return () => observer.disconnect();
  }, []);
  return [place, unit];
}

/** Places for the names of points, the first named first, so that none covers another. */
export function placeNames(named: readonly Named[], scale: PlaneScale, unit: number): PointLabel[] {
  const point = ([x, y]: Named["at"]) => [scale.x(x) / unit, scale.y(y) / unit] as const;
  const corner = point([scale.xRange[0], scale.yRange[1]]);
  const opposite = point([scale.xRange[1], scale.yRange[0]]);
  const frame = { x: corner[0], y: corner[1], width: opposite[0] - corner[0], height: opposite[1] - corner[1] };
  const labelled = named.map(({ at, text }) => ({ point: at, text, at: point(at) }));
  const points = labelled.map(({ at }) => at);
  return placeLabels(labelled, points, frame).map(({ text, side, covers }) => ({
    text,
    dx: side.dx * unit,
    dy: side.dy * unit,
    anchor: side.textAnchor,
    size: letters * unit,
    isCrowded: covers > letters,
  }));
}

interface PointNameProps {
  readonly label: PointLabel;
  /** Further to the side, for a point that is larger than the others. */
  readonly apart?: number;
}

/** A name, drawn around the place of its point. */
export function PointName({ label, apart = 0 }: PointNameProps): JSX.Element {
  return (
    <text
      class={label.isCrowded ? "name crowded" : "name"}
      x={label.dx + apart * Math.sign(label.dx)}
      y={label.dy + 0.36 * label.size}
      text-anchor={label.anchor}
      font-size={label.size}
    >
      {label.text}
    </text>
  );
}
