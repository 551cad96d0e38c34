/*
 * What a worker of word2vec runs: for each address that it is sent, the job that lies there; it answers 0 once it is ready. The
 * build puts this text into src/generated/, as it does with worker.js.
 */
function serve({ module, memory }, answer) {
  const { train } = new WebAssembly.Instance(module, { env: { memory } }).exports;
  answer({ job: 0, trained: 0, seconds: 0 });
  return (job) => {
    const began = performance.now();
    const trained = train(job);
    answer({ job, trained, seconds: (performance.now() - began) / 1000 });
  };
}

if (typeof process === "object" && process.versions?.node) {
  const { parentPort, workerData } = require("node:worker_threads");
  parentPort.on(
    "message",
    serve(workerData, (done) => parentPort.postMessage(done)),
  );
} else {
  let run = null;
  addEventListener("message", ({ data }) => {
    if (run) run(data);
    else run = serve(data, (done) => postMessage(done));
  });
}
