import { useEffect, useRef } from "preact/hooks";

/** Another page begins at its top; keyboard and screen reader begin there as well. */
export function useArrival(page: unknown): void {
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return; // the first page: the browser has begun
    shown.current = page;
    scrollTo(0, 0);
    document.getElementById("content")?.focus({ preventScroll: true });
  }, [page]);
}
