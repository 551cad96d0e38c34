import { useEffect } from "preact/hooks";
import { engine } from "../engine/client.js";
import { loadPlots } from "../exhibits/exhibit-view.js";
import { whenIdle } from "../parts/when-idle.js";

const latest = 2000; // milliseconds

/** Starts the engine and fetches what draws plots once the browser has nothing else to do, so that the first lesson opens at once. */
export function useHeadStart(): void {
  useEffect(() => {
    const begin = async () => {
      try {
        await engine.start();
        await loadPlots();
      } catch {
        // a lesson tries again, and says what is wrong
      }
    };
    return whenIdle(begin, latest);
  }, []);
}
