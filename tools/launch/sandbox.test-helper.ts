import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const install = `#!/bin/sh
echo install >> "$SANDBOX/calls"
[ -n "$INSTALL_FAILS" ] && { echo "$INSTALL_FAILS" >&2; exit 1; }
mkdir -p node_modules/.bin node_modules/node/bin
sleep "\${INSTALL_SECONDS:-0}"
cp "$SANDBOX/turbo" node_modules/.bin/turbo
ln -sf "$REAL_NODE" node_modules/node/bin/node
touch node_modules/.modules.yaml
`;

const build = `#!/bin/sh
echo build >> "$SANDBOX/calls"
[ -n "$BUILD_FAILS" ] && { echo "$BUILD_FAILS"; exit 1; }
mkdir -p apps/cli/dist && cp apps/cli/src/main.ts apps/cli/dist/main.js
`;

/** A repository of one app with the real launcher, and an `npx` and a `turbo` that only note that they were called. */
export class Sandbox {
  readonly folder: string = mkdtempSync(join(tmpdir(), "cairn-launch-"));
  readonly root: string = join(this.folder, "repository");

  constructor() {
    const tools = fileURLToPath(new URL("..", import.meta.url));
    cpSync(join(tools, "launch.mjs"), join(this.root, "tools/launch.mjs"));
    cpSync(join(tools, "launch"), join(this.root, "tools/launch"), { recursive: true });
    this.write("repository/package.json", '{ "packageManager": "pnpm@0.0.0" }');
    this.write("repository/pnpm-lock.yaml", "");
    this.write("repository/pnpm-workspace.yaml", "");
    this.write("repository/apps/cli/package.json", "{}");
    this.write("repository/apps/cli/src/main.ts", "console.log(JSON.stringify(process.argv.slice(2)));");
    mkdirSync(join(this.root, "packages"));
    this.write("bin/npx", install, 0o755);
    this.write("turbo", build, 0o755);
  }

  write(name: string, text: string, mode = 0o644): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  }

  /** What was called since the last time this was asked. */
  takeCalls(): string[] {
    const file = join(this.folder, "calls");
    const calls = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
    rmSync(file, { force: true });
    return calls;
  }

  start(args: readonly string[], env: Record<string, string> = {}, nodeOptions: readonly string[] = []): ChildProcess {
    const path = `${join(this.folder, "bin")}:/usr/bin:/bin`;
    const variables = { PATH: path, HOME: this.folder, SANDBOX: this.folder, REAL_NODE: process.execPath, ...env };
    const command = [...nodeOptions, join(this.root, "tools/launch.mjs"), ...args];
    return spawn(process.execPath, command, { cwd: this.root, env: variables, stdio: ["ignore", "pipe", "pipe"] });
  }

  run(args: readonly string[], env: Record<string, string> = {}, nodeOptions: readonly string[] = []): Promise<Ended> {
    return ended(this.start(args, env, nodeOptions));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (data) => {
    stdout += data;
  });
  child.stderr?.on("data", (data) => {
    stderr += data;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}
