/**
 * Lets timers, signals and messages be served: to be awaited now and then in long work.
 *
 * In a browser by a message to itself. A timer would take 4 ms, for browsers hold back timers that start one another, in a hidden
 * page for a second.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
