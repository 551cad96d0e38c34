import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readPackages, scope } from "../workspace/packages.ts";
import { type Example, root } from "./collect.ts";

/** What the type checker says about examples as a reader's project would hold them; "" when it is content. */
export function typeErrors(examples: readonly Example[]): string {
  const folder = join(root, "node_modules/.cairn/examples");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { place, code } of examples) {
    writeFileSync(join(folder, `${place.replace(/[/:]/g, "-")}.ts`), `${code}\nexport {};\n`);
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration(), null, 2));
  try {
    execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", folder, "--pretty", "false"], { encoding: "utf8" });
    return "";
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (!stdout) throw error;
    return stdout.replaceAll(new RegExp(`\\S*${basename(folder)}/`, "g"), "");
  }
}

function configuration() {
  const entries = readPackages(root).flatMap(({ manifest, entries }) =>
    [...entries]
      .filter(([subpath]) => subpath.startsWith("."))
      .map(([subpath, file]) => [manifest.name + subpath.slice(1), [file]]),
  );
  return {
    compilerOptions: {
      target: "es2023",
      lib: ["es2023", "esnext.disposable", "dom"],
      module: "esnext",
      moduleResolution: "bundler",
      customConditions: [`${scope}source`],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: ["node"],
      paths: Object.fromEntries(entries),
    },
    include: ["*.ts"],
  };
}
