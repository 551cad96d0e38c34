import { useEffect, useRef } from "preact/hooks";
import { visit } from "./visited.js";

const rest = 500; // milliseconds without a change: not while a slider moves

/** Keeps where the reader is, for the home page. */
export function useVisit(lesson: number, values: Readonly<Record<string, string>>): void {
  const latest = useRef(values);
  latest.current = values;
  const key = JSON.stringify(values);
  useEffect(() => {
    const waiting = setTimeout(() => visit({ lesson, values: latest.current }), rest);
    return () => clearTimeout(waiting);
  }, [lesson, key]);
  useEffect(() => {
    visit({ lesson, values: latest.current });
    return () => visit({ lesson, values: latest.current }); // also what was changed a moment before the reader left
  }, [lesson]);
}
