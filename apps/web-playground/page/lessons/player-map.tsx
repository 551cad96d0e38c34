import type { MapAnswer } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Handle } from "../parts/handle.js";
import { Plane } from "../parts/plane.js";
import { PointName, placeNames, useUnit } from "../parts/point-labels.js";

interface PlayerMapProps {
  readonly answer: MapAnswer;
  onMove(i: number, x: number, y: number): void;
  onPress(i: number): void;
}

const most = 60; // names that have room on a map

type Range = readonly [low: number, high: number];

/** The first two numbers of each item as a place, a line from the chosen one to those near it, and the mix of two. */
export function PlayerMap({ answer, onMove, onPress }: PlayerMapProps): JSX.Element {
  const { items, features, item, distances, mix, groups } = answer;
  const [place, unit] = useUnit();
  // The axes stay where they are while a point is dragged: they change with the items alone.
  const ranges = useRef<{ readonly of: string; readonly x: Range; readonly y: Range } | undefined>(undefined);
  const of = items.map(({ name }) => name).join();
  if (ranges.current?.of !== of) {
    const along = (axis: 0 | 1) => around(items.map(({ vector }) => vector[axis]!));
    ranges.current = { of, x: along(0), y: along(1) };
  }
  const chosen = items[item]!;
  const near = distances.slice(1, 4).map(({ player }) => items.find(({ name }) => name === player)!);
  const label = `A map of ${items.length} by ${features[0]} and ${features[1]}. Nearest to ${chosen.name}: ${near.map(({ name }) => name).join(", ")}.`;
  return (
    <div ref={place}>
      <Plane
        x={{ label: features[0]!, range: ranges.current.x }}
        y={{ label: features[1]!, range: ranges.current.y }}
        label={label}
        height={unit > 1.25 ? 600 : 480}
      >
        {(scale) => {
          const at = ({ vector }: { readonly vector: readonly number[] }) => [vector[0]!, vector[1]!] as const;
          const end = (one: { readonly vector: readonly number[] }) => ({
            x: scale.x(at(one)[0]),
            y: scale.y(at(one)[1]),
          });
          const first = [chosen, ...near];
          const order = items.length > most ? [] : [...first, ...items.filter((one) => !first.includes(one))];
          const labels = placeNames(
            order.map((one) => ({ at: at(one), text: one.short })),
            scale,
            unit,
          );
          const labelOf = (one: (typeof items)[number]) => labels[order.indexOf(one)];
          return (
            <>
              {near.map((other) => (
                <line
                  key={other.name}
                  class="to-near"
                  {...{ x1: end(chosen).x, y1: end(chosen).y, x2: end(other).x, y2: end(other).y }}
                />
              ))}
              <path class="mix-mark" d={`M${end(mix).x - 6} ${end(mix).y}h12m-6 -6v12`} />
              {items.map((one, i) => (
                <Handle
                  key={one.name}
                  at={at(one)}
                  scale={scale}
                  label={`${named(one)}${groups.length > 1 ? `, ${groups[one.group]}` : ""}: ${at(one)
                    .map((x) => x.toFixed(1))
                    .join(", ")}`}
                  class={`item group-${one.group}${i === item ? " chosen" : ""}`}
                  onMove={(x, y) => onMove(i, x, y)}
                  onPress={() => onPress(i)}
                >
                  <circle class="mark" r={i === item ? 8 : 5.5} />
                  {labelOf(one) && <PointName label={labelOf(one)!} apart={i === item ? 3 : 0} />}
                </Handle>
              ))}
            </>
          );
        }}
      </Plane>
    </div>
  );
}

/** The name, with what is written beside the point: whoever speaks to the page says what can be read. */
const named = ({ name, short }: { readonly name: string; readonly short: string }) =>
  name.includes(short) ? name : `${short}, ${name}`;

/** A tenth more than is needed, on both sides. */
function around(values: readonly number[]): Range {
  const [low, high] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ) as [number, number];
  const more = (high - low) / 10 || 1;
  return [low - more, high + 2 * more];
}
