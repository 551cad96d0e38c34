import { compute, type Findings } from "./compute.test-helper.js";

/** Computes in a Worker and on the page's own thread, and sends what came of it to the server. */
async function report(): Promise<void> {
  const inWorker = await new Promise<Findings>((resolve, reject) => {
    const worker = new Worker(new URL("./worker.test-helper.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }) => resolve(data));
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
  });
  await send({ inWorker, onPage: await compute() });
}

const send = (body: object) => fetch("/result", { method: "POST", body: JSON.stringify(body) });

report().catch((error) => send({ error: String(error) }));
