import type { NamedFile } from "@cairn-ml/lessons/play";

const folderName = "kept-model";
const listName = "kept.json"; // written last: without it a model is not whole
const piece = 8 << 20; // bytes that are on their way at a time

/** What is told while files are kept, and what ends it. */
interface Keeping {
  readonly signal: AbortSignal;
  tell(done: number, total: number): void;
}

/**
 * Keeps files in the browser's own folder, in place of those that are there; a piece at a time, so that nothing is in memory whole.
 * False when the browser may remove them as soon as it needs the room.
 *
 * Throws: an Error when there is no room, or nothing can be kept; the signal's reason.
 */
export async function keepFiles(files: readonly NamedFile[], { signal, tell }: Keeping): Promise<boolean> {
  const total = files.reduce((sum, { content }) => sum + bytesOf(content), 0);
  await forgetFiles();
  try {
    const folder = await root().then((root) => root.getDirectoryHandle(folderName, { create: true }));
    let done = 0;
    for (const { name, content } of files) {
      await write(folder, name, new Blob([content]), (bytes) => {
        signal.throwIfAborted();
        tell((done += bytes), total);
      });
    }
    await write(folder, listName, new Blob([JSON.stringify(files.map(({ name }) => name))]), () => {});
  } catch (error) {
    await forgetFiles().catch(() => {});
    signal.throwIfAborted();
    throw (error as Error).name === "QuotaExceededError" ? await noRoom(total, error as Error) : error;
  }
  return (await navigator.storage.persist?.()) ?? false;
}

/** The file takes its name when it is whole. */
async function write(
  folder: FileSystemDirectoryHandle,
  name: string,
  content: Blob,
  written: (bytes: number) => void,
): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  try {
    for (let at = 0; at < content.size; at += piece) {
      const part = content.slice(at, at + piece);
      await stream.write(part);
      written(part.size);
    }
    await stream.close();
  } catch (error) {
    await stream.abort().catch(() => {});
    throw error;
  }
}

async function noRoom(bytes: number, { message }: Error): Promise<Error> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate().catch(() => ({}) as StorageEstimate);
  const free = quota > 0 ? ` and has ${megabytes(Math.max(0, quota - usage))} MB left for this page` : "";
  return new Error(
    `The browser has no room for the model: it takes ${megabytes(bytes)} MB${free}. Save it as files instead. (${message})`,
  );
}

/** What was kept; nothing in a browser that keeps nothing. */
export async function keptFiles(): Promise<NamedFile[]> {
  try {
    const folder = await (await root()).getDirectoryHandle(folderName);
    const file = async (name: string) => (await folder.getFileHandle(name)).getFile();
    const names = JSON.parse(await (await file(listName)).text()) as string[];
    return await Promise.all(names.map(async (name) => ({ name, content: await file(name) })));
  } catch {
    return [];
  }
}

export async function forgetFiles(): Promise<void> {
  const folder = await root();
  await folder.removeEntry(folderName, { recursive: true }).catch((error: Error) => {
    if (error.name !== "NotFoundError") throw error;
  });
}

async function root(): Promise<FileSystemDirectoryHandle> {
  try {
    return await navigator.storage.getDirectory();
  } catch (error) {
    throw new Error(
      `This browser keeps no files for a page. Save the model as files instead. (${(error as Error).message})`,
    );
  }
}

const bytesOf = (content: NamedFile["content"]) => (content instanceof Blob ? content.size : content.length);

/** With a digit behind the point where that says something. */
export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0);
