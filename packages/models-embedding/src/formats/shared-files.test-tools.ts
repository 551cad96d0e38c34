import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Word vectors of other makers, beside the repository. */
export const sharedFolder: string = fileURLToPath(
  new URL("../../../../../shared/data/05-word-vectors/", import.meta.url),
);
export const absent: boolean = !existsSync(sharedFolder);

/** For the name of a test that is skipped. */
export const why: string = absent ? ` (skipped: ${sharedFolder} is not there)` : "";

export const shared = (path: string): string => `${sharedFolder}${path}`;

export const sharedText = (path: string): string => readFileSync(shared(path), "utf8");

/** The bits of float32 numbers, so that tests compare them exactly. */
export const bitsOf = (floats: Float32Array): number[] => [...new Uint32Array(floats.slice().buffer)];
