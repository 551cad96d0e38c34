import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a server does with a request, instead of what it should. */
export type Oddity = (request: IncomingMessage, response: ServerResponse, content: Uint8Array) => void;

export interface OddServer {
  readonly url: string;
  /** What was asked: the path, and the range. */
  readonly asked: string[];
  /** What the next requests meet, one each; then it behaves. */
  readonly oddities: (Oddity | undefined)[];
  readonly files: Map<string, Uint8Array>;
  etag: string | undefined;
  close(): void;
}

/** A server that knows files by their paths, and ranges of them. */
export async function startOddServer(): Promise<OddServer> {
  const server: Server = createServer((request, response) => {
    const content = state.files.get(request.url!);
    state.asked.push(`${request.url} ${request.headers.range ?? ""}`.trim());
    const oddity = state.oddities.shift(); // undefined: as it should
    if (oddity) oddity(request, response, content ?? new Uint8Array(0));
    else if (!content) response.writeHead(404).end("not here");
    else serve(request, response, content, state.etag);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const state: OddServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ asked: [], oddities: [], files: new Map(), etag: '"one"' },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return state;
}

/** As a server should. */
export function serve(request: IncomingMessage, response: ServerResponse, content: Uint8Array, etag?: string): void {
  const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? "") ?? [];
  const isSame = etag !== undefined && request.headers["if-range"] === etag;
  const more = etag === undefined ? {} : { etag };
  if (from === undefined || !isSame) {
    response.writeHead(200, { "content-length": content.length, ...more }).end(content);
  } else if (Number(from) >= content.length) {
    response.writeHead(416, { "content-range": `bytes */${content.length}` }).end();
  } else {
    const range = `bytes ${from}-${content.length - 1}/${content.length}`;
    const rest = content.subarray(Number(from));
    response.writeHead(206, { "content-range": range, "content-length": rest.length, ...more }).end(rest);
  }
}

/** Says that all will come, sends so many bytes, and hangs up once they have arrived: `size` says how many are there. */
export const dropAfter =
  (bytes: number, size: () => number, etag = '"one"'): Oddity =>
  (request, response, content) => {
    const [, start = "0"] = /^bytes=(\d+)-$/.exec(request.headers.range ?? "") ?? [];
    const from = Number(start);
    const rest = content.subarray(from);
    const range = { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` };
    response.writeHead(from > 0 ? 206 : 200, { "content-length": rest.length, etag, ...(from > 0 && range) });
    if (bytes >= rest.length) return void response.end(rest); // nothing to hang up on
    response.write(rest.subarray(0, bytes));
    const timer = setInterval(() => {
      if (size() < from + bytes) return;
      clearInterval(timer);
      response.destroy();
    }, 2);
    response.on("close", () => clearInterval(timer));
  };

/** An answer of this form, whatever was asked. */
export const answer =
  (status: number, headers: Record<string, string | number>, body: Uint8Array | string = ""): Oddity =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
