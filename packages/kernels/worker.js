/*
 * What a worker runs. The build puts this text into src/generated/worker.ts, so that there is no second file to be found:
 * Node evaluates it, browsers load it as a Blob.
 */
function start({ module, memory, thread, control }) {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const words = new Int32Array(memory.buffer, control.address);
  Atomics.or(words, control.ready, 1 << thread);
  try {
    exports.work(thread);
  } catch (error) {
    Atomics.store(words, control.failed, thread);
    Atomics.add(words, control.finished, control.failure); // thread 0 sees that, asleep or not
    Atomics.notify(words, control.finished);
    throw error;
  }
}

if (typeof process === "object" && process.versions?.node) {
  start(require("node:worker_threads").workerData);
} else {
  addEventListener("message", ({ data }) => {
    postMessage("here");
    start(data);
    close();
  });
}
