/*
 * What a worker runs. The build puts this text into src/generated/worker.ts, so that there is no second file to be found:
 * Node evaluates it, browsers load it as a Blob.
 */
function start({ module, further, memory, thread, control }) {
  const env = { memory };
  let execute;
  const dispatch = {
    further(...part) {
      execute ??= new WebAssembly.Instance(new WebAssembly.Module(further), { env }).exports.execute;
      execute(...part);
    },
  };
  const { exports } = new WebAssembly.Instance(module, { env, dispatch });
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
