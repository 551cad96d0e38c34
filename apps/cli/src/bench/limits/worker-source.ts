/**
 * What each worker runs: it says when it is ready, and, told to go, how often a second it could do one `run(count)` of its
 * module at the very best. Memory is written once, since pages that nobody wrote are all the same page.
 */
export const workerSource = `
const port = typeof require === "function" ? require("node:worker_threads").parentPort : self;
let measured;
port.onmessage = ({ data }) => {
  if (data.module) {
    measured = { ...data, ...new WebAssembly.Instance(data.module).exports };
    new Uint8Array(measured.memory.buffer).fill(1);
    port.postMessage(0);
  } else {
    let best = 0;
    const end = performance.now() + 1000 * measured.seconds;
    do {
      const began = performance.now();
      measured.run(measured.count);
      best = Math.max(best, 1000 / (performance.now() - began));
    } while (performance.now() < end);
    port.postMessage(best);
  }
};
`;
