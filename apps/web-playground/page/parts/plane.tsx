import { scaleOf } from "@cairn-ml/plots";
import type { ComponentChildren, JSX } from "preact";
import { useId, useMemo, useRef } from "preact/hooks";
import { type Heat, HeatLayer } from "./heat-layer.js";
import "../styles/plays.css";

type Range = readonly [low: number, high: number];

/** From values to places in the picture, and back. */
export interface PlaneScale {
  x(value: number): number;
  y(value: number): number;
  /** The values at a place on the screen, within the plane. */
  at(event: { readonly clientX: number; readonly clientY: number }): [x: number, y: number];
  readonly xRange: Range;
  readonly yRange: Range;
}

interface PlaneProps {
  readonly x: { readonly label: string; readonly range: Range };
  readonly y: { readonly label: string; readonly range: Range };
  /** What is to be seen, for those who do not see it. */
  readonly label: string;
  readonly heat?: Heat | undefined;
  /** A click on a place where there is nothing. */
  onPlace?(x: number, y: number): void;
  readonly children: (scale: PlaneScale) => ComponentChildren;
  readonly height?: number;
}

const [width, left, right, top, bottom] = [480, 44, 10, 22, 38];

/** Two axes as a plane in which things can be moved, with colours below them. */
export function Plane({ x, y, label, heat, onPlace, children, height = 480 }: PlaneProps): JSX.Element {
  const svg = useRef<SVGSVGElement>(null);
  const clip = useId();
  const keys = [x.label, ...x.range, y.label, ...y.range, height].join();
  const { scale, axes } = useMemo(() => {
    const scale = scaleFor(x.range, y.range, height, () => svg.current!);
    return { scale, axes: axesOf(x, y, scale, height) };
  }, [keys]);
  return (
    <div class="plane">
      {heat && (
        <div class="heat-place" style={insets(height)}>
          <HeatLayer heat={heat} />
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: there is no fieldset in SVG */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a button beside the plane does it for the keyboard */}
      <svg
        ref={svg}
        class="chart"
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={label}
        onClick={(event) => {
          if (event.target !== svg.current || !onPlace) return;
          const [px, py] = scale.at(event);
          if (px > x.range[0] && px < x.range[1] && py > y.range[0] && py < y.range[1]) onPlace(px, py);
        }}
      >
        <clipPath id={clip}>
          <rect x={left} y={top} width={width - left - right} height={height - top - bottom} />
        </clipPath>
        {axes}
        <g clip-path={`url(#${clip})`}>{children(scale)}</g>
      </svg>
    </div>
  );
}

function scaleFor(xRange: Range, yRange: Range, height: number, svg: () => SVGSVGElement): PlaneScale {
  const [across, up] = [width - left - right, height - top - bottom];
  const within = ([low, high]: Range, share: number) => low + (high - low) * Math.min(1, Math.max(0, share));
  return {
    xRange,
    yRange,
    x: (value) => left + ((value - xRange[0]) / (xRange[1] - xRange[0])) * across,
    y: (value) => height - bottom - ((value - yRange[0]) / (yRange[1] - yRange[0])) * up,
    at({ clientX, clientY }) {
      const box = svg().getBoundingClientRect();
      const px = ((clientX - box.left) / box.width) * width;
      const py = ((clientY - box.top) / box.height) * height;
      return [within(xRange, (px - left) / across), within(yRange, (height - bottom - py) / up)];
    },
  };
}

function axesOf(x: PlaneProps["x"], y: PlaneProps["y"], scale: PlaneScale, height: number): JSX.Element {
  const [xTicks, yTicks] = [scaleOf(x, x.range, 7).ticks, scaleOf(y, y.range, 7).ticks];
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: it is not focusable; the label says what is to be seen
    <g class="axes" aria-hidden="true">
      {xTicks.map(({ value, label }) => (
        <g key={label}>
          <line class="grid" x1={scale.x(value)} x2={scale.x(value)} y1={top} y2={height - bottom} />
          <text x={scale.x(value)} y={height - bottom + 15} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
      {yTicks.map(({ value, label }) => (
        <g key={label}>
          <line class="grid" x1={left} x2={width - right} y1={scale.y(value)} y2={scale.y(value)} />
          <text x={left - 6} y={scale.y(value) + 4} text-anchor="end">
            {label}
          </text>
        </g>
      ))}
      <text x={width - right} y={height - 5} text-anchor="end">
        {x.label}
      </text>
      <text x={4} y={13}>
        {y.label}
      </text>
    </g>
  );
}

function insets(height: number): Record<string, string> {
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return {
    left: share(left, width),
    width: share(width - left - right, width),
    top: share(top, height),
    height: share(height - top - bottom, height),
  };
}
