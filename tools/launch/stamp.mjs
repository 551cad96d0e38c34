import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// A stamp says from what node_modules or dist was made. It is written after the work is done and removed before the
// work begins, so that an install or a build that was killed is done again.

/** Whether the last install or build was finished and was made from what lies here now. */
export function isCurrent(root, kind) {
  try {
    return readFileSync(stampFile(root, kind), "utf8") === stamps[kind](root) && results[kind](root).every(existsSync);
  } catch {
    return false;
  }
}

/** Does `work` and stamps it as done from the state in which it began. */
export async function stamped(root, kind, work) {
  const stamp = stamps[kind](root);
  rmSync(stampFile(root, kind), { force: true });
  await work();
  mkdirSync(stateFolder(root), { recursive: true });
  writeFileSync(stampFile(root, kind), stamp);
}

/** The folder for what the launcher remembers; it lies in node_modules, so it goes when that goes. */
export function stateFolder(root) {
  return join(root, "node_modules", ".cairn");
}

function stampFile(root, kind) {
  return join(stateFolder(root), `${kind}.stamp`);
}

/** Folders of packages and apps. */
export function workspaceFolders(root) {
  return ["packages", "apps"].flatMap((parent) =>
    readdirSync(join(root, parent))
      .sort()
      .map((name) => join(root, parent, name))
      .filter((folder) => existsSync(join(folder, "package.json"))),
  );
}

const stamps = {
  /** An install follows the lockfile and the package.json files, by content: git changes their times at will. */
  install(root) {
    const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
    const folders = [root, ...workspaceFolders(root)];
    for (const file of [
      join(root, "pnpm-lock.yaml"),
      join(root, "pnpm-workspace.yaml"),
      ...folders.map((folder) => join(folder, "package.json")),
    ]) {
      hash.update(`${file.slice(root.length)}\n`).update(readFileSync(file));
    }
    return hash.digest("hex");
  },
  /** A build follows sources by time and size: a walk of a few hundred files takes milliseconds. */
  build(root) {
    const hash = createHash("sha256").update(stamps.install(root));
    const note = (path) => hash.update(describe(path, root));
    for (const name of ["tools/tsup.config.ts", "tsconfig.base.json", "turbo.json"]) {
      note(join(root, name));
    }
    for (const folder of workspaceFolders(root)) {
      for (const name of ["tsconfig.json", "build.mjs"]) note(join(folder, name));
      for (const name of ["src", "assembly", "build"]) walk(join(folder, name), note);
    }
    return hash.digest("hex");
  },
};

/** What must lie there afterwards; somebody may have deleted it since. */
const results = {
  install: (root) => [
    join(root, "node_modules/.modules.yaml"),
    join(root, "node_modules/.bin/turbo"),
    ...workspaceFolders(root)
      .filter((folder) => readFileSync(join(folder, "package.json"), "utf8").includes('ependencies"'))
      .map((folder) => join(folder, "node_modules")),
  ],
  build: (root) =>
    workspaceFolders(root).map((folder) =>
      join(folder, "dist", existsSync(join(folder, "src/index.ts")) ? "index.js" : "main.js"),
    ),
};

function walk(folder, note) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) {
      if (!/\.test(-[a-z]+)?\.ts$/.test(entry.name)) note(path); // tests are not built
    } else if (entry.name !== "generated") {
      walk(path, note); // `generated` is written by the build itself
    }
  }
}

function describe(path, root) {
  const status = statSync(path, { throwIfNoEntry: false });
  return `${path.slice(root.length)} ${status ? `${status.size} ${status.mtimeMs}` : "-"}\n`;
}
