import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import type { PlaneScale } from "./plane.js";

interface HandleProps {
  readonly at: readonly [x: number, y: number];
  readonly scale: PlaneScale;
  /** What it is, and where. */
  readonly label: string;
  readonly class?: string;
  onMove(x: number, y: number): void;
  /** A click, Enter or the space bar. */
  onPress?(): void;
  /** Delete. */
  onRemove?(): void;
  /** What it looks like, drawn around (0, 0). */
  readonly children: ComponentChildren;
}

const nudges: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const hand = 4; // pixels: a press that moves less is a click

/** Something in a plane that is moved with mouse, finger or the arrow keys (with Shift further). */
export function Handle({ at, scale, label, onMove, onPress, onRemove, children, ...rest }: HandleProps): JSX.Element {
  const press = useRef<{ readonly x: number; readonly y: number; moved: boolean } | undefined>(undefined);
  const nudge = (right: number, up: number, share: number) => {
    const step = (range: readonly [number, number]) => (range[1] - range[0]) * share;
    const limit = (value: number, [low, high]: readonly [number, number]) => Math.min(high, Math.max(low, value));
    onMove(
      limit(at[0] + right * step(scale.xRange), scale.xRange),
      limit(at[1] + up * step(scale.yRange), scale.yRange),
    );
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: there are no buttons in SVG
    <g
      class={`handle ${rest.class ?? ""}`}
      role="button"
      tabindex={0}
      aria-label={label}
      transform={`translate(${scale.x(at[0])} ${scale.y(at[1])})`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        press.current = { x: event.clientX, y: event.clientY, moved: false };
      }}
      onPointerMove={(event) => {
        const began = press.current;
        if (!began) return;
        began.moved ||= Math.hypot(event.clientX - began.x, event.clientY - began.y) >= hand;
        if (began.moved) onMove(...scale.at(event));
      }}
      onPointerUp={() => {
        if (press.current && !press.current.moved) onPress?.();
        press.current = undefined;
      }}
      onPointerCancel={() => {
        press.current = undefined;
      }}
      onKeyDown={(event) => {
        const way = nudges[event.key];
        if (way) nudge(...way, event.shiftKey ? 0.1 : 0.02);
        else if (event.key === "Enter" || event.key === " ") onPress?.();
        else if (event.key === "Delete" || event.key === "Backspace") onRemove?.();
        else return;
        event.preventDefault();
      }}
    >
      <circle class="grip" r={16} />
      {children}
    </g>
  );
}
