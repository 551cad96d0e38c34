import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, extname, join, normalize } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A Chromium on the PATH, or null. */
export function findChromium(): string | null {
  const places = (process.env.PATH ?? "").split(delimiter);
  return places.flatMap((place) => names.map((name) => join(place, name))).find((path) => existsSync(path)) ?? null;
}

const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };
const isolation = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

/** Opens the page in `folder` in a browser without a window, and returns what it posts to /result. Throws: its `error`. */
export async function visit<T>(chromium: string, folder: string, { isolated }: { isolated: boolean }): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), "cairn-chromium-"));
  let answer: (body: unknown) => void = () => {};
  const result = new Promise((resolve) => {
    answer = resolve;
  });
  const server = await serve(folder, isolated ? isolation : {}, answer);
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", `--user-data-dir=${profile}`];
  const browser = spawn(chromium, [...flags, url], { stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  browser.stderr.on("data", (text) => {
    stderr += text;
  });
  const ended = new Promise<void>((resolve) => browser.once("close", () => resolve()));
  try {
    const found = await Promise.race([
      result,
      ended.then(() => Promise.reject(new Error(`the browser ended: ${stderr}`))),
    ]);
    const { error } = found as { error?: string };
    if (error !== undefined) throw new Error(`in the page: ${error}`);
    return found as T;
  } finally {
    browser.kill("SIGKILL");
    await ended;
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function serve(folder: string, headers: object, onResult: (body: unknown) => void): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method === "POST") {
      let text = "";
      request.on("data", (part) => {
        text += part;
      });
      request.on("end", () => {
        response.end();
        onResult(JSON.parse(text));
      });
      return;
    }
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = join(folder, path === "/" ? "index.html" : path);
    if (!existsSync(file)) response.writeHead(404).end();
    else response.writeHead(200, { ...headers, "Content-Type": types[extname(file)] ?? "" }).end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
