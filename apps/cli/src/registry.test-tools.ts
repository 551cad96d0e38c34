import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** A registry that has one package, or none. */
export interface Registry {
  readonly server: Server;
  readonly url: string;
  readonly asked: string[];
  tarball: Uint8Array | undefined;
  /** Sends half of it, and hangs up. */
  breaks: boolean;
}

/** `name` and `version` are those of the package. */
export async function startRegistry(name: string, version: string): Promise<Registry> {
  const server = createServer((request, response) => {
    const { tarball, url, asked, breaks } = state;
    asked.push(request.url!);
    if (!tarball) {
      response.writeHead(404, { "content-type": "application/json" }).end('{"error":"not_found"}');
    } else if (request.url!.endsWith(".tgz")) {
      response.writeHead(200, { "content-length": tarball.length });
      if (!breaks) response.end(tarball);
      else response.write(tarball.subarray(0, tarball.length / 2), () => response.destroy());
    } else {
      const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
      const dist = { integrity, tarball: `${url}/${name}/-/${name}-${version}.tgz` };
      const versions = { [version]: { name, version, dist } };
      const body = { name, "dist-tags": { latest: version }, versions };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state: Registry = { server, url, asked: [], tarball: undefined, breaks: false };
  return state;
}

/** What npm has to be told so that it knows this registry alone, in a home of its own. */
export function npmOf({ url }: Registry, home: string): Record<string, string> {
  mkdirSync(home, { recursive: true });
  const config = join(home, "npmrc");
  writeFileSync(config, `registry=${url}\nfetch-retries=0\ncache=${join(home, "npm")}\n`);
  return { HOME: home, npm_config_userconfig: config, npm_config_registry: url };
}
