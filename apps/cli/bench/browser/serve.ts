import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { BenchLine } from "../../src/bench/line.js";
import type { Files } from "./bundle.ts";
import type { Message, Request } from "./request.ts";

const html =
  '<!doctype html><meta charset="utf-8"><title>cairn bench</title><script type="module" src="/page.js"></script>';

interface Server {
  readonly url: string;
  /** Settles when the page is done, or says what went wrong. */
  readonly done: Promise<void>;
  close(): void;
}

/** Serves the page, which fetches `request` and posts its messages. */
export async function serve(files: Files, request: Request, onLine: (line: BenchLine) => void): Promise<Server> {
  let resolve: () => void;
  let reject: (error: unknown) => void;
  const done = new Promise<void>((...settle) => {
    [resolve, reject] = settle;
  });
  const receive = async (message: IncomingMessage) => {
    const got = (await json(message)) as Message;
    if ("line" in got) onLine(got.line);
    else if ("error" in got) reject(new Error(`in the browser: ${got.error}`));
    else resolve();
  };
  const server = createServer(async (message, response) => {
    const { url = "/" } = message;
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    if (message.method === "POST") await receive(message).catch(reject);
    const [type, body] =
      url === "/"
        ? ["text/html", html]
        : url === "/request"
          ? ["application/json", JSON.stringify(request)]
          : ["text/javascript", files.get(url)];
    response
      .writeHead(body === undefined && message.method !== "POST" ? 404 : 200, { "Content-Type": type! })
      .end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, done, close };
}
