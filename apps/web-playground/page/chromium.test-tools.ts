import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The program of a Chromium: CHROMIUM names it, as `npm test` does, or it is on the path; undefined when there is none. */
export function findChromium(): string | undefined {
  const onPath = process.env.PATH!.split(delimiter).map((folder) => join(folder, "chromium"));
  return process.env.CHROMIUM ?? onPath.find((file) => existsSync(file));
}
