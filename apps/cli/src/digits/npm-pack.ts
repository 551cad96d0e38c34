import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../errors.js";

export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  /** What can be done without npm. */
  readonly otherwise: string;
}

/**
 * Fetches a package by the user's own npm, with its registry, proxy and cache, into an empty folder. Nothing of the package is
 * run. Returns the path of the tarball. Throws: InputError when npm is not there or fails.
 */
export async function npmPack(
  { name, version, otherwise }: NpmPackage,
  dir: string,
  signal: AbortSignal,
): Promise<string> {
  const spec = `${name}@${version}`;
  const args = ["pack", spec, "--ignore-scripts", "--loglevel=error"];
  const { code, stderr } = await runNpm(args, dir, signal, otherwise);
  const tarball = (await readdir(dir)).find((name) => name.endsWith(".tgz"));
  if (code === 0 && tarball) return join(dir, tarball);
  const lines = stderr
    .split("\n")
    .filter((line) => /^npm (error|ERR!) \S/.test(line) && !line.includes("A complete log"));
  throw new InputError(`download: npm could not fetch ${spec}.`, {
    given: lines.slice(0, 4).join("\n") || `npm ended with ${code}`,
    expected: "the package, from the registry that npm is set to use",
    fix: `see whether this works: npm view ${spec}`,
  });
}

function runNpm(
  args: readonly string[],
  cwd: string,
  signal: AbortSignal,
  otherwise: string,
): Promise<{ code: number | null; stderr: string }> {
  const isWindows = process.platform === "win32"; // npm is a script there, which only a shell starts
  return new Promise((resolve, reject) => {
    const child = spawn("npm", args, { cwd, shell: isWindows, stdio: ["ignore", "ignore", "pipe"], signal });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      reject(signal.aborted ? signal.reason : error.code === "ENOENT" ? noNpm(otherwise) : error);
    });
    child.on("close", (code) => resolve({ code, stderr }));
  });
}

function noNpm(otherwise: string): InputError {
  return new InputError("download: npm is not there.", {
    given: "no program npm on the path",
    expected: "npm, which comes with Node.js",
    fix: `install npm; or ${otherwise}`,
  });
}
