import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** A Node to try the packages on. */
export interface NodeProgram {
  readonly file: string;
  readonly version: string;
}

/** The pinned Node and the machine's own, which the launcher was started with; one when they are the same. */
export function nodes(root: string): NodeProgram[] {
  const files = [join(root, "node_modules/node/bin/node"), process.env.CAIRN_OWN_NODE ?? process.execPath];
  const programs = files.map((file) => ({
    file,
    version: execFileSync(file, ["-p", "process.versions.node"], { encoding: "utf8" }).trim(),
  }));
  return programs.filter(({ version }, i) => programs.findIndex((other) => other.version === version) === i);
}
