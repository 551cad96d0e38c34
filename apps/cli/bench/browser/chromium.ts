import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Browser {
  /** Rejects when the browser ends before it is closed. */
  readonly ended: Promise<never>;
  close(): Promise<void>;
}

const flags = [
  ...["--headless=new", "--no-first-run", "--disable-extensions", "--disable-background-networking"],
  ...["--disable-background-timer-throttling", "--disable-renderer-backgrounding"],
];

/** For backends that draw: a graphics processor, or where there is none the browser's own, written for the CPU. */
const graphicsFlags = ["--enable-unsafe-swiftshader", "--enable-unsafe-webgpu", "--enable-features=Vulkan"];

/** Opens a page in a browser with an empty profile of its own. */
export async function open(program: string, url: string, { graphics }: { graphics: boolean }): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), "cairn-chromium-"));
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : []; // Chromium's sandbox refuses root
  const drawing = graphics ? graphicsFlags : ["--disable-gpu"];
  const child = spawn(program, [...flags, ...drawing, ...asRoot, `--user-data-dir=${profile}`, url], {
    stdio: "ignore",
  });
  let closed = false;
  const gone = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(`it ended with ${signal ?? `code ${code}`}`));
  });
  const kill = () => {
    child.kill("SIGKILL");
    rmSync(profile, { recursive: true, force: true });
  };
  process.once("exit", kill);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
  const ended = gone.then((why) => {
    if (!closed) throw new Error(`${program} did not work: ${why}; CHROMIUM can name another`);
    return new Promise<never>(() => {});
  });
  return {
    ended,
    async close() {
      closed = true;
      child.kill();
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
