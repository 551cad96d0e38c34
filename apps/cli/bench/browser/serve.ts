import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { json } from "node:stream/consumers";
import type { BenchLine } from "../../src/bench/line.js";
import type { Files } from "./bundle.ts";
import type { Job, Message } from "./request.ts";

const page = (script: string) =>
  `<!doctype html><meta charset="utf-8"><title>cairn bench</title><script type="module" src="/${script}.js"></script>`;
const types: Readonly<Record<string, string>> = {
  ...{ ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" },
};
const patience = 20_000; // ms that the page waits for a job before it asks again: a browser gives up in the end

interface Server {
  readonly url: string;
  /** Has the page do something, giving its lines as they come. Throws: what went wrong in the page. */
  run<T>(job: Job, onLine?: (line: BenchLine) => void): Promise<T>;
  close(): void;
}

interface Task {
  readonly job: Job;
  readonly onLine: (line: BenchLine) => void;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Serves the page, which asks for jobs, one at a time, and posts what it finds. */
export async function serve(files: Files): Promise<Server> {
  let current: Task | undefined;
  let isTaken = false;
  let wake = () => {};
  const giveJob = async (response: ServerResponse) => {
    if (!current || isTaken) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, patience).unref();
      });
    }
    if (!current || isTaken) return response.writeHead(204).end();
    isTaken = true;
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(current.job));
  };
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const message = (await json(request)) as Message;
    response.writeHead(200).end();
    if ("line" in message) return current!.onLine(message.line);
    const task = current!;
    current = undefined;
    if ("error" in message) task.reject(new Error(`in the browser: ${message.error}`));
    else task.resolve(message.done);
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    if (request.method === "POST") receive(request, response).catch((error) => current?.reject(error));
    else if (path === "/job") giveJob(response).catch((error) => current?.reject(error));
    else answer(path, response, files);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    run: <T>(job: Job, onLine: (line: BenchLine) => void = () => {}) =>
      new Promise<T>((resolve, reject) => {
        current = { job, onLine, resolve: (value) => resolve(value as T), reject };
        isTaken = false;
        wake();
      }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(path: string, response: ServerResponse, files: Files): void {
  const content = path === "/" ? page("page") : path === "/frame" ? page("frame") : files.get(path);
  if (content === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader("Content-Type", types[extname(path) || ".html"] ?? "application/octet-stream");
  if (content instanceof URL) createReadStream(content).pipe(response);
  else response.end(typeof content === "function" ? content() : content);
}
