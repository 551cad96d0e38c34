import type { LettersTold } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { Plane } from "../parts/plane.js";

interface LetterMapProps {
  readonly told: readonly LettersTold[];
  readonly shown: LettersTold | undefined;
}

const isVowel = (symbol: string) => "aeiou".includes(symbol);

/** Where each letter stands at a step, in one scale for all steps. */
export function LetterMap({ told, shown }: LetterMapProps): JSX.Element {
  const all = told.flatMap(({ places }) => places);
  const x = { label: "first number", range: around(all.map(({ x }) => x)) };
  const y = { label: "second number", range: around(all.map(({ y }) => y)) };
  const label = shown
    ? `A map of the letters after ${shown.step} steps: ${shown.places.map(({ symbol, x, y }) => `${symbol} ${x.toFixed(1)} ${y.toFixed(1)}`).join(", ")}.`
    : "A map of the letters; the network has not begun.";
  return (
    <Plane x={x} y={y} label={label} height={420}>
      {(scale) =>
        shown?.places.map(({ symbol, x, y }) => (
          <g
            key={symbol}
            class={isVowel(symbol) ? "letter vowel" : "letter"}
            style={`transform: translate(${scale.x(x)}px, ${scale.y(y)}px)`}
          >
            <circle r={9} />
            <text text-anchor="middle" y={4}>
              {symbol}
            </text>
          </g>
        ))
      }
    </Plane>
  );
}

/** Whole numbers below and above, so that the axes do not move with each step. */
function around(values: readonly number[]): readonly [number, number] {
  const [low, high] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [-1, 1]);
  return [Math.floor(low! - 0.2), Math.ceil(high! + 0.2)];
}
