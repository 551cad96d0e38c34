import { scaleOf } from "@cairn-ml/plots";
import type { ComponentChildren, JSX } from "preact";

type Range = readonly [low: number, high: number];

interface ChartProps {
  readonly x: { readonly label: string; readonly range: Range };
  readonly y: { readonly label: string; readonly range: Range };
  /** What is to be seen, for those who do not see it. */
  readonly label: string;
  /** Gets the pixels of a value. */
  readonly children: (x: (value: number) => number, y: (value: number) => number) => ComponentChildren;
  readonly height?: number;
}

const [width, left, right, top, bottom] = [680, 56, 16, 16, 40];

/** Axes to draw in, cheap enough to be drawn anew with each move of a slider. */
export function Chart({ x, y, label, children, height = 320 }: ChartProps): JSX.Element {
  const [xScale, yScale] = [scaleOf(x, x.range, 7), scaleOf(y, y.range, 6, true)];
  const atX = (value: number) => left + xScale.place(value) * (width - left - right);
  const atY = (value: number) => height - bottom - yScale.place(value) * (height - top - bottom);
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <clipPath id="frame">
        <rect x={left} y={top} width={width - left - right} height={height - top - bottom} />
      </clipPath>
      {xScale.ticks.map(({ value, label }) => (
        <g key={label}>
          <line class="grid" x1={atX(value)} x2={atX(value)} y1={top} y2={height - bottom} />
          <text x={atX(value)} y={height - bottom + 16} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
      {yScale.ticks.map(({ value, label }) => (
        <g key={label}>
          <line class="grid" x1={left} x2={width - right} y1={atY(value)} y2={atY(value)} />
          <text x={left - 6} y={atY(value) + 4} text-anchor="end">
            {label}
          </text>
        </g>
      ))}
      <text x={width - right} y={height - 6} text-anchor="end">
        {x.label}
      </text>
      <text x={left} y={11}>
        {y.label}
      </text>
      <g clip-path="url(#frame)">{children(atX, atY)}</g>
    </svg>
  );
}
