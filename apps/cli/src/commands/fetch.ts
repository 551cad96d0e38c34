import { Interrupted } from "../errors.js";
import { Interrupts } from "../interrupt.js";
import { duration } from "../output/text.js";

/** Fetches something while a clock is shown, for npm does not say how far it is. Throws: Interrupted after Ctrl-C; what `fetch` throws. */
export async function fetchUnderClock(fetch: (signal: AbortSignal) => Promise<void>): Promise<void> {
  using interrupts = new Interrupts();
  interrupts.arm(() => {});
  const stopClock = showClock(performance.now());
  try {
    await fetch(interrupts.signal);
  } catch (error) {
    throw interrupts.signal.aborted ? new Interrupted("Stopped; nothing was kept.") : error;
  } finally {
    stopClock();
  }
}

/** Shows on a terminal that something goes on. */
function showClock(began: number): () => void {
  if (!process.stderr.isTTY) return () => {};
  const show = () => process.stderr.write(`\rFetching and checking, ${duration((performance.now() - began) / 1000)} `);
  const timer = setInterval(show, 1000);
  return () => {
    clearInterval(timer);
    process.stderr.write("\r\u001b[K");
  };
}
