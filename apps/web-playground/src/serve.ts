import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

const built = fileURLToPath(new URL("page", import.meta.url)); // beside this file in dist

/** Serves the page on this machine alone, with the headers that let threads share memory. Throws: an Error when the port is taken. */
export async function serve(port: number, folder: string = built): Promise<{ readonly url: string; close(): void }> {
  const files = sirv(folder, {
    gzip: true, // as the build has packed them
    setHeaders(response, path) {
      const isNamedByContents = path.startsWith("/assets/");
      response.setHeader("Cache-Control", isNamedByContents ? "public, max-age=31536000, immutable" : "no-cache");
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
      response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    },
  });
  const server = createServer((request, response) => {
    const lesson = /^\/lesson\/(\d+)\/?(\?.*)?$/.exec(request.url ?? "");
    if (lesson) response.writeHead(302, { Location: `/#/lesson/${lesson[1]}${lesson[2] ?? ""}` }).end();
    else {
      files(request, response, () => {
        response.writeHead(404).end("There is no such file.");
      });
    }
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
