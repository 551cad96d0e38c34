import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, join } from "node:path";

/**
 * Runs a program to its end, whatever signal comes; resolves to its exit code, and with `stdio: "pipe"` to its output.
 *
 * Ctrl-C on a terminal reaches the whole process group, the child included, so it is not sent on: the child would get
 * it twice. Without a terminal the signal was meant for this process alone, and the child gets it once.
 */
export function run(file, args, { env, stdio, cwd }) {
  return new Promise((resolve, reject) => {
    const shell = process.platform === "win32" && !file.endsWith(".exe"); // npx and turbo are .cmd files there
    const child = spawn(file, args, { env, cwd, shell, stdio: stdio === "pipe" ? ["ignore", "pipe", "pipe"] : stdio });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    const stop = passSignals(child);
    child.on("error", (error) => {
      stop();
      reject(error);
    });
    child.on("close", (code, signal) => {
      stop();
      resolve({ code: signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1), output, signal });
    });
  });
}

const onTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);

function passSignals(child) {
  let interrupted = -Infinity;
  const handlers = {
    SIGINT() {
      const now = performance.now();
      if (!onTerminal && now - interrupted > 1000) child.kill("SIGINT"); // npm repeats what the group already had
      interrupted = now;
    },
    SIGTERM: () => child.kill("SIGTERM"),
    SIGHUP: () => child.kill("SIGHUP"),
  };
  for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
  };
}

/** The environment of everything that is started: the pinned tools first on the path, and nobody is phoned. */
export function environment(root) {
  const path = process.env.PATH ?? "";
  const bin = join(root, "node_modules", ".bin");
  return {
    ...process.env,
    PATH: path.split(delimiter)[0] === bin ? path : bin + delimiter + path,
    CAIRN_OWN_NODE: process.env.CAIRN_OWN_NODE ?? process.execPath,
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
    DO_NOT_TRACK: "1",
  };
}
