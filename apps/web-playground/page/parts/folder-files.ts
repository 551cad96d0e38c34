/** A file, and where it lies: `run/best/config.json`. */
export interface PlacedFile {
  readonly path: string;
  readonly file: File;
}

const weights = /\.(safetensors|gguf|npz)$/;
const most = 2000; // files that are looked at: a model has some ten
const deepest = 5; // folders in one another

/**
 * The files of the one folder that holds a model: of those with weights the outermost, since a run has its best weights in a
 * folder of its own. Where nothing looks like a model these are the outermost files, so that it can be said what was given.
 *
 * Throws: an Error when several folders side by side hold one.
 */
export function filesOfModelFolder(files: readonly PlacedFile[]): File[] {
  const folders = new Map<string, File[]>();
  for (const { path, file } of files) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  const holds = (isOne: (name: string) => boolean) =>
    [...folders].filter(([, files]) => files.some(({ name }) => isOne(name)));
  const likely = [holds((name) => weights.test(name)), holds((name) => name === "config.json"), [...folders]];
  const found = outermost(likely.find((each) => each.length > 0) ?? []);
  if (found.length > 1) {
    const names = found.map(([folder]) => folder).slice(0, 5);
    throw new Error(`There are several models: in ${names.join(", ")}. Give the folder of one of them.`);
  }
  return found[0]?.[1] ?? [];
}

function outermost<T>(folders: readonly (readonly [folder: string, files: T])[]): (readonly [string, T])[] {
  const depth = ([folder]: readonly [string, T]) => (folder === "" ? 0 : folder.split("/").length);
  const least = Math.min(...folders.map(depth));
  return folders.filter((each) => depth(each) === least);
}

/** What was dropped: files as they are, of a folder those of its model. Throws: an Error for folders that hold too much, or several. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const files = [...transfer.files];
  // All at once: what was dropped is gone after the first pause.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (!entries.some(({ isDirectory }) => isDirectory)) return files;
  return filesOfModelFolder(await filesBelow(entries));
}

/** Every file in these folders. Throws: an Error when there are too many. */
export async function filesBelow(entries: readonly FileSystemEntry[]): Promise<PlacedFile[]> {
  const found: PlacedFile[] = [];
  let level = [...entries];
  for (let depth = 0; level.length > 0 && depth < deepest; depth++) {
    const inner: FileSystemEntry[] = [];
    for (const entry of level) {
      const path = entry.fullPath.replace(/^\//, "");
      if (entry.isFile) found.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
      else inner.push(...(await entriesIn(entry as FileSystemDirectoryEntry)));
    }
    if (found.length + inner.length > most) {
      throw new Error(
        `There are more than ${most.toLocaleString("en")} files in ${entries[0]!.name}. Give the folder of the model alone.`,
      );
    }
    level = inner;
  }
  return found;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives some hundred entries at a time, and none at the end. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  while (all.length <= most) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    all.push(...some);
  }
  return all;
}
