import type { JSX, TargetedKeyboardEvent, TargetedPointerEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Stroke } from "./strokes-text.js";
import "../styles/draw-pad.css";

interface DrawPadProps {
  readonly strokes: readonly Stroke[];
  /** Something was drawn; `done` when the pen is lifted. */
  onStrokes(strokes: readonly Stroke[], done: boolean): void;
}

/** Where the pen is, at once; `pointermove` waits for the next frame, so that an answer would be seen a frame later. Not in all browsers. */
const moves = "onpointerrawupdate" in globalThis ? "onpointerrawupdate" : "onPointerMove";
const apart = 2; // points of a stroke are at least so far from each other, so that an address can hold them
const ways: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Paper to draw on with mouse, finger or the arrow keys. */
export function DrawPad({ strokes, onStrokes }: DrawPadProps): JSX.Element {
  const drawn = useRef<number[] | undefined>(undefined); // the stroke that is being drawn
  const [pen, setPen] = useState<{ readonly x: number; readonly y: number; readonly down: boolean }>();
  const before = drawn.current ? strokes.slice(0, -1) : strokes;
  const add = (x: number, y: number) => {
    const stroke = drawn.current!;
    const far = Math.hypot(x - stroke.at(-2)!, y - stroke.at(-1)!) >= apart;
    if (far) stroke.push(x, y);
    if (far) onStrokes([...before, [...stroke]], false);
  };
  const begin = (x: number, y: number) => {
    drawn.current = [x, y];
    onStrokes([...strokes, [x, y]], false);
  };
  const end = () => {
    if (!drawn.current) return;
    const all = [...before, drawn.current];
    drawn.current = undefined;
    onStrokes(all, true);
  };
  const placeOf = ({ currentTarget, clientX, clientY }: TargetedPointerEvent<SVGSVGElement>) => {
    const box = currentTarget.getBoundingClientRect();
    const within = (share: number) => Math.round(100 * Math.min(1, Math.max(0, share)));
    return [within((clientX - box.left) / box.width), within((clientY - box.top) / box.height)] as const;
  };
  const onKey = (event: TargetedKeyboardEvent<SVGSVGElement>) => {
    const { x, y, down } = pen ?? { x: 50, y: 30, down: false };
    const way = ways[event.key];
    if (way) {
      const step = event.shiftKey ? 2 : 6;
      const within = (value: number) => Math.min(97, Math.max(3, value));
      const [nextX, nextY] = [within(x + step * way[0]), within(y + step * way[1])];
      if (down) add(nextX, nextY);
      setPen({ x: nextX, y: nextY, down });
    } else if (event.key === " ") {
      if (down) end();
      else begin(x, y);
      setPen({ x, y, down: !down });
    } else if (event.key === "Backspace" || event.key === "Delete") {
      drawn.current = undefined;
      onStrokes(strokes.slice(0, -1), true);
      setPen({ x, y, down: false });
    } else return;
    event.preventDefault();
  };
  return (
    <svg
      class="draw-pad"
      viewBox="0 0 100 100"
      role="application"
      tabindex={0}
      aria-label="Paper to draw a digit on. With the keyboard: the arrow keys move the pen, with Shift a little; the space bar sets it down and lifts it; Backspace takes the last stroke away."
      onPointerDown={(event) => {
        if (event.button !== 0 || drawn.current) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setPen(undefined);
        begin(...placeOf(event));
      }}
      {...{
        [moves]: (event: TargetedPointerEvent<SVGSVGElement>) => drawn.current && !pen?.down && add(...placeOf(event)),
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={onKey}
      onBlur={() => {
        end();
        setPen(undefined);
      }}
    >
      {strokes.map((stroke, i) => (
        <polyline key={i} points={(stroke.length === 2 ? [...stroke, ...stroke] : stroke).join(" ")} />
      ))}
      {pen && <circle class={pen.down ? "pen down" : "pen"} cx={pen.x} cy={pen.y} r={4} />}
    </svg>
  );
}
