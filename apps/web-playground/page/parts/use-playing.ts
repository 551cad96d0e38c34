import { useEffect, useRef, useState } from "preact/hooks";
import { isStill } from "./is-still.js";

/** Something that goes on by itself, from one number to another. */
export interface Playing {
  /** Where it is; undefined while it stands. */
  readonly at: number | undefined;
  play(from: number, to: number): void;
  pause(): void;
}

/**
 * Goes on by itself within some seconds, and tells where it stopped. Nothing moves smoothly for those who asked for reduced motion: it
 * then goes on in a few leaps.
 */
export function usePlaying(onStop: (at: number) => void, seconds = 4): Playing {
  const [way, setWay] = useState<{ readonly from: number; readonly to: number }>();
  const [at, setAt] = useState<number>();
  const told = useRef(onStop);
  told.current = onStop;
  useEffect(() => {
    if (!way) return;
    const leaps = isStill();
    const began = performance.now();
    let next = 0;
    let last = way.from;
    const go = () => {
      const share = Math.min(1, (performance.now() - began) / (1000 * seconds));
      const seen = leaps ? Math.floor(6 * share) / 6 : share;
      last = Math.round(way.from + (way.to - way.from) * seen);
      setAt(last);
      if (share < 1) next = requestAnimationFrame(go);
      else setWay(undefined);
    };
    next = requestAnimationFrame(go);
    return () => {
      cancelAnimationFrame(next);
      setAt(undefined);
      told.current(last);
    };
  }, [way, seconds]);
  return { at: way && at, play: (from, to) => setWay({ from, to }), pause: () => setWay(undefined) };
}
