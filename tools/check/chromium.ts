import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { withoutNpm } from "./published/project.ts";
import { run } from "./step.ts";

const version = "153.0.0"; // of @sparticuz/chromium (MIT): a Chromium of 65 MB that runs on a machine with nothing installed

/** The browser of the tests: what CHROMIUM names, or `chromium` on the path, or one that is fetched once and kept in node_modules. */
export async function provideChromium(root: string): Promise<void> {
  const onPath = process.env.PATH!.split(delimiter).map((folder) => join(folder, "chromium"));
  process.env.CHROMIUM ||=
    onPath.find(existsSync) ?? (await fetchChromium(join(root, "node_modules/.cache/chromium", version)));
  if (!process.env.CHROMIUM) delete process.env.CHROMIUM;
}

/** Resolves to "" where it cannot be fetched or does not start: the tests that need it are then skipped. */
async function fetchChromium(folder: string): Promise<string> {
  const program = resolve(folder, "chromium");
  if (process.platform !== "linux" || process.arch !== "x64") return "";
  if (existsSync(program)) return program;
  const began = performance.now();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "unpacked"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  const install = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
  const { code, output } = await run([...install, `@sparticuz/chromium@${version}`], {
    cwd: folder,
    env: withoutNpm(),
  });
  const problem = code === 0 ? await unpack(folder, program) : output;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    problem ? `no browser for the tests of the page: ${problem.trim()}` : `✓ a browser for the tests (${seconds} s)`,
  );
  return problem ? "" : program;
}

/** Makes the program, which needs libraries beside it. Resolves to what went wrong. */
async function unpack(folder: string, program: string): Promise<string> {
  const from = join(folder, "node_modules/@sparticuz/chromium/bin");
  const to = join(folder, "unpacked");
  const inflated = async (name: string) => promisify(brotliDecompress)(readFileSync(join(from, name)));
  writeFileSync(join(to, "headless-shell"), await inflated("chromium.br"), { mode: 0o755 });
  for (const name of ["al2023.tar", "fonts.tar"]) {
    writeFileSync(join(to, name), await inflated(`${name}.br`));
    const { code, output } = await run(["tar", "xf", name], { cwd: to });
    if (code !== 0) return output;
  }
  rmSync(join(folder, "node_modules"), { recursive: true });
  const script = `#!/bin/sh
here=$(dirname "$0")/unpacked
export LD_LIBRARY_PATH="$here/lib" FONTCONFIG_PATH="$here"
exec "$here/headless-shell" "$@"
`;
  writeFileSync(`${program}.sh`, script, { mode: 0o755 });
  const { code, output } = await run([`${program}.sh`, "--no-sandbox", "--version"]);
  if (code === 0) renameSync(`${program}.sh`, program); // last: what has this name works
  return code === 0 ? "" : output;
}
