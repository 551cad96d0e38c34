import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { explainFileError } from "@cairn-ml/train/node";
import { InputError } from "../errors.js";
import { problemOf } from "./check-form.js";
import { type FetchHooks, fetchFile, type RemoteFile } from "./fetch-file.js";
import { lockFolder } from "./folder-lock.js";
import { isGpt2, type ModelFile, type ModelSource, modelFiles, urlOf } from "./model-source.js";

/** What `download.json` of a folder holds, once all files are there. */
export interface Downloaded {
  readonly repository: string;
  readonly revision: string;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

export interface DownloadHooks extends Pick<FetchHooks, "signal" | "onRetry" | "patience"> {
  readonly onProgress: (name: string, done: number, total: number | undefined) => void;
}

/** What was downloaded into a folder, if it is still there; null when something is missing, or has another size. */
export async function downloadedIn(folder: string): Promise<Downloaded | null> {
  try {
    const found = JSON.parse(await readFile(join(folder, "download.json"), "utf8")) as Downloaded;
    for (const [name, { bytes }] of Object.entries(found.files)) {
      if ((await stat(join(folder, name))).size !== bytes) return null;
    }
    return found;
  } catch {
    return null;
  }
}

/**
 * Fetches the files of a model that are not there yet, one after another, each checked. Throws: InputError when the mirror fails or
 * has other files; FileError; the signal's reason.
 */
export async function downloadModel(source: ModelSource, folder: string, hooks: DownloadHooks): Promise<Downloaded> {
  try {
    await mkdir(folder, { recursive: true });
    const release = await lockFolder(folder);
    return await fetchFiles(source, folder, hooks).finally(release);
  } catch (error) {
    hooks.signal.throwIfAborted();
    throw explainFileError("download", folder, error);
  }
}

async function fetchFiles(source: ModelSource, folder: string, hooks: DownloadHooks): Promise<Downloaded> {
  const { repository, revision } = source;
  const files: Record<string, { bytes: number; sha256: string }> = {};
  for (const file of modelFiles) {
    const fetched = await fetchOne(source, file, folder, hooks);
    if (fetched) files[file.name] = fetched;
  }
  await writeFile(join(folder, "download.json"), `${JSON.stringify({ repository, revision, files }, null, 2)}\n`);
  return { repository, revision, files };
}

async function fetchOne(source: ModelSource, file: ModelFile, folder: string, hooks: DownloadHooks) {
  const { name } = file;
  const remote: RemoteFile = {
    ...{ name, url: urlOf(source, name), problemOf: (path) => problemOf(name, path) },
    ...(isGpt2(source) && { sha256: file.sha256, ...(file.bytes !== undefined && { bytes: file.bytes }) }),
  };
  const onProgress = (done: number, total: number | undefined) => hooks.onProgress(name, done, total);
  const fetched = await fetchFile(remote, join(folder, name), { ...hooks, onProgress });
  if (fetched || (file.optional && !isGpt2(source))) return fetched;
  throw new InputError(`download: the mirror has no ${name}.`, {
    given: `status 404 from ${remote.url}`,
    expected: "a GPT-2 in Hugging Face's form, with safetensors",
    fix: "see whether --mirror, --repository and --revision are right",
  });
}
