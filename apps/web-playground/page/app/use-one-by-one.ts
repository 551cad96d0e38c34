import { useEffect, useState } from "preact/hooks";

/** How many of `count` parts are to be drawn: one more in each task, so that none is long. What is drawn stays. */
export function useOneByOne(count: number): number {
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn >= count) return;
    const next = setTimeout(() => setDrawn(drawn + 1));
    return () => clearTimeout(next);
  }, [drawn, count]);
  return Math.min(drawn, count);
}
