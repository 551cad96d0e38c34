import type { NamedFile } from "@cairn-ml/lessons/play";

const cacheName = "kept-model"; // not that of a version of the page, which goes with it
const place = "kept-model/";

/** Keeps files in the browser, in place of those that are there. Throws: an Error when there is no room. */
export async function keepFiles(files: readonly NamedFile[]): Promise<void> {
  await forgetFiles();
  const cache = await caches.open(cacheName);
  try {
    for (const { name, content } of files) await cache.put(place + encodeURIComponent(name), new Response(content));
  } catch (error) {
    await forgetFiles();
    const bytes = files.reduce(
      (sum, { content }) => sum + (content instanceof Blob ? content.size : content.length),
      0,
    );
    throw new Error(
      `The browser has no room for the model: it takes ${(bytes / 1e6).toFixed(1)} MB. Save it as files instead. (${(error as Error).message})`,
    );
  }
}

/** What was kept; nothing in a browser that keeps nothing. */
export async function keptFiles(): Promise<NamedFile[]> {
  if (typeof caches === "undefined" || !(await caches.has(cacheName))) return [];
  const cache = await caches.open(cacheName);
  return await Promise.all(
    (await cache.keys()).map(async (request) => ({
      name: decodeURIComponent(new URL(request.url).pathname.split("/").at(-1)!),
      content: await (await cache.match(request))!.blob(),
    })),
  );
}

export async function forgetFiles(): Promise<void> {
  await caches.delete(cacheName);
}
