/** Runs something once the browser has nothing else to do, or after `latest` milliseconds; gives the way to take it back. */
export function whenIdle(run: () => void, latest: number): () => void {
  const wait = globalThis.requestIdleCallback as typeof requestIdleCallback | undefined; // Safari has none
  if (!wait) {
    const waiting = setTimeout(run, latest / 4);
    return () => clearTimeout(waiting);
  }
  const waiting = wait(run, { timeout: latest });
  return () => cancelIdleCallback(waiting);
}
