import { gzipSync } from "node:zlib";
import type { Figure } from "./figure.ts";
import type { Playground } from "./playground.ts";

const later = 1000; // milliseconds after which the page has asked for what it fetches while it is idle

/** Bytes, packed, of what the page asks for: of home, and of each lesson beyond that. */
export async function* sizes(playground: Playground, lessons: readonly number[]): AsyncGenerator<Figure> {
  const home = await loaded(playground, "");
  const figure = (page: string, what: string, bytes: number, most: number) =>
    ({ page, what, value: bytes / 1000, unit: "kB", bar: { most } }) as const;
  yield figure("home", "loaded, packed by gzip", sum(home), 250);
  for (const lesson of lessons) {
    const more = await loaded(playground, `#/lesson/${lesson}`);
    for (const path of home.keys()) more.delete(path);
    yield figure(`lesson ${lesson}`, "loaded beyond home, packed by gzip", sum(more), 120);
  }
}

/** The files that the page, its Workers too, asks for. What is kept for use without a network is not among them. */
async function loaded(playground: Playground, hash: string): Promise<Map<string, number>> {
  const files: Promise<readonly [string, number]>[] = [];
  const visit = await playground.visit(hash, {
    offline: false,
    onResponse(response) {
      const { protocol, pathname } = new URL(response.url());
      if (protocol.startsWith("http")) files.push(response.body().then((body) => [pathname, gzipSync(body).length]));
    },
  });
  await visit.ready();
  await visit.page.waitForTimeout(later);
  await visit.page.waitForLoadState("networkidle");
  const sizes = new Map(await Promise.all(files));
  await visit.close();
  return sizes;
}

const sum = (sizes: ReadonlyMap<string, number>) => [...sizes.values()].reduce((total, size) => total + size, 0);
