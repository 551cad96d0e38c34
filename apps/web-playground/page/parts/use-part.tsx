import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { PlayProps } from "../lessons/lesson-play.js";

/** A part of a play that is drawn anew only when one of its own values changes: not while a slider of another part moves. */
export function usePart(
  Part: (props: PlayProps) => ComponentChildren,
  names: readonly string[],
  { values, change, own }: PlayProps,
): JSX.Element {
  const key = JSON.stringify(names.map((name) => values[name]));
  return useMemo(() => <Part values={values} change={change} own={own} />, [key, change, own]);
}
