import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";

/** The command, bundled from the sources as they are now, in a folder of its own; and a place for files. */
export interface Cairn {
  /** The bundle's entry; what `--help` does not need lies in other files beside it. */
  readonly main: string;
  /** An empty folder, which every command runs in. */
  readonly folder: string;
  /** Runs the command to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** Starts the command. */
  start(args: readonly string[], options?: RunOptions): Started;
  /** Trains, and ends the command once the run is saved: its samples take longer than the training of a test. */
  train(args: readonly string[]): Promise<void>;
  /** Writes a file and returns its path. */
  write(name: string, content: string | Uint8Array): string;
  remove(): void;
}

export interface RunOptions {
  /** What standard input holds. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Outcome {
  /** The exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
  /** Resolves when standard error has shown this, or the command has ended. */
  shows(text: string): Promise<void>;
}

/** What `--plot` loads stays where it is installed: with it lie a font and a WebAssembly module. */
const drawing = ["@observablehq/plot", "linkedom", "@resvg/resvg-wasm"];

/** Builds the command, which takes a part of a second; `dist` may be old. */
export async function buildCairn(): Promise<Cairn> {
  const place = mkdtempSync(join(tmpdir(), "cairn-cli-"));
  const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  copyFileSync(source("../package.json"), join(place, "package.json"));
  symlinkSync(source("../node_modules"), join(place, "node_modules"));
  await build({
    ...{
      config: false,
      silent: true,
      clean: false,
      format: "esm",
      target: "es2022",
      platform: "node",
      splitting: true,
    },
    entry: [source("main.ts")],
    outDir: join(place, "dist"),
    noExternal: [/./],
    external: drawing,
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    esbuildOptions(options) {
      options.conditions = ["@cairn-ml/source"];
      options.ignoreAnnotations = true; // `sideEffects` speaks of dist
    },
  });
  const folder = mkdtempSync(join(place, "work-"));
  const main = join(place, "dist/main.js");
  const start = (args: readonly string[], options: RunOptions = {}) => startNode([main, ...args], folder, options);
  return {
    main,
    folder,
    start,
    run: (args, options) => start(args, options).ended,
    async train(args) {
      const { child, shows, ended } = start(args);
      await shows("Trained in ");
      child.kill("SIGKILL");
      const { stderr } = await ended;
      if (!stderr.includes("Trained in ")) throw new Error(stderr);
    },
    write(name, content) {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    remove: () => rmSync(place, { recursive: true, force: true }),
  };
}

function startNode(args: readonly string[], cwd: string, { input = "", env = {} }: RunOptions): Started {
  const { NO_COLOR: _, FORCE_COLOR: __, npm_lifecycle_event: ___, ...clean } = process.env;
  const nothing = join(cwd, "../cache"); // what was downloaded here would change a lesson
  const child = spawn(process.execPath, args, { cwd, env: { ...clean, CAIRN_CACHE: nothing, ...env } });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  child.stdin.on("error", () => {}); // it may end without reading
  child.stdin.end(input);
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.on("error", reject).on("close", (code) => resolve({ code, stdout, stderr }));
  });
  const shows = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => stderr.includes(text) && resolve();
      child.stderr.on("data", look);
      ended.then(() => resolve());
      look();
    });
  return { child, ended, shows };
}

/** Text to train on; 3,000 characters are enough for the preset shakespeare-char, 12,000 for stories. */
export function sampleText(characters = 3000): string {
  const syllables = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split(" ");
  let text = "";
  for (let i = 1; text.length < characters; i++) {
    for (let j = 0; j <= i % 3; j++) text += syllables[((i * i * (j + 3) + 7 * i) % 97) % syllables.length];
    text += i % 9 === 0 ? ".\n" : " ";
  }
  return text;
}
