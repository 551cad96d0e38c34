import { useLayoutEffect } from "preact/hooks";

/** Says on the document whether what is shown can be used, and what it is called. */
export function useReady(ready: boolean, title: string): void {
  useLayoutEffect(() => {
    document.title = title;
    document.documentElement.dataset.ready = String(ready);
    return () => {
      document.documentElement.dataset.ready = "false";
    };
  }, [ready, title]);
}
