/**
 * Keeps the page for use without a network, and gives every file the headers that let threads share memory, for hosts that cannot.
 * All files are fetched when it is installed; `files.json`, which the build writes, lists them and names the version.
 *
 * Source: W3C Service Workers; WHATWG HTML, cross-origin isolation.
 */
import type { FileList } from "./file-list.js";

/** What the library of types for pages does not know of a Worker of this kind. */
interface Scope extends EventTarget {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = self as unknown as Scope;
const prefix = "cairn ";

async function install(): Promise<void> {
  const response = await fetch(new URL("files.json", scope.registration.scope), { cache: "no-cache" });
  const { version, files } = (await response.json()) as FileList;
  const cache = await caches.open(prefix + version);
  await cache.addAll(files.map((file) => new URL(file, scope.registration.scope).href));
  await scope.skipWaiting();
}

async function activate(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  for (const old of names.slice(0, -1)) await caches.delete(old); // keys are in the order in which they were made
  await scope.clients.claim();
}

/** From the network where there is one for the page itself, so that a new version is seen; else as it was kept. */
async function answer(request: Request): Promise<Response> {
  const kept = () => caches.match(request, { ignoreSearch: true });
  if (request.mode !== "navigate") return isolated((await kept()) ?? (await fetch(request)));
  try {
    return isolated(await fetch(request));
  } catch (error) {
    const page = (await kept()) ?? (await caches.match(scope.registration.scope));
    if (page) return isolated(page);
    throw error;
  }
}

function isolated(response: Response): Response {
  if (response.status === 0 || response.redirected) return response;
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  const { status, statusText } = response;
  const body = status === 204 || status === 304 ? null : response.body;
  return new Response(body, { status, statusText, headers });
}

scope.addEventListener("install", (event) => (event as Waiting).waitUntil(install()));
scope.addEventListener("activate", (event) => (event as Waiting).waitUntil(activate()));
scope.addEventListener("fetch", (event) => {
  const { request, respondWith } = event as Fetching;
  const ours = request.method === "GET" && request.url.startsWith(scope.registration.scope);
  if (ours) respondWith.call(event, answer(request));
});
