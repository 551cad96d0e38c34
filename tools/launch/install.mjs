import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environment, run } from "./child.mjs";
import { Problem } from "./problem.mjs";
import { stamped } from "./stamp.mjs";
import { withStatus } from "./status.mjs";

/** Installs what the lockfile says. Quiet; when it fails, throws a Problem that names the cause and the mend. */
export async function install(root) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  await withStatus("installing", () =>
    stamped(root, "install", async () => {
      const { code, output, signal } = await pnpm(root, packageManager);
      if (code === 0) return;
      if (signal || code === 130)
        throw new Problem("the install was interrupted", "run the same command again", { code });
      throw explainInstall(output, root, packageManager);
    }),
  );
}

async function pnpm(root, packageManager) {
  const args = ["--yes", packageManager, "install", "--frozen-lockfile"];
  const env = {
    ...environment(root),
    CI: "1", // never asks a question
    npm_config_loglevel: "error", // `npm run -s` would hide the cause
    npm_config_update_notifier: "false",
    npm_config_prefer_offline: "true", // npx need not ask for what it has
    ...quickRetries(),
  };
  try {
    return await run("npx", args, { env, cwd: root, stdio: "pipe" });
  } catch (error) {
    throw new Problem(
      `npx cannot be started (${error.code})`,
      "it comes with npm: install Node 20 or newer with npm, and run the same command again",
    );
  }
}

/** A missing network is told in seconds, not in a minute; npx and pnpm read the same settings under two names. */
function quickRetries() {
  const settings = { fetch_retries: "2", fetch_retry_mintimeout: "1000", fetch_retry_maxtimeout: "5000" };
  const entries = Object.entries(settings);
  return Object.fromEntries(
    ["npm", "pnpm"].flatMap((tool) => entries.map(([name, value]) => [`${tool}_config_${name}`, value])),
  );
}

const again = "and run the same command again";

/** Known causes by what the package managers print, the most certain first. */
const causes = [
  [/ENOSPC/, () => ["the disk is full", `make room (about 700 MB) ${again}`]],
  [
    /(EACCES|EROFS|EPERM|Permission denied|Read-only file system)\b(?:[^'"]{0,60}['"]([^'"]+)['"])?/i,
    (match, root) => {
      const place = match[2] ?? root;
      return [
        `cannot write to ${place} (${match[1]})`,
        `make it writable, or clone Cairn into a folder that is yours, ${again}`,
      ];
    },
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED|ERR_PNPM_(?:META_)?FETCH_?\w*|ERR_PNPM_NO_OFFLINE\w*|error sending request|dns error/i,
    (match) => [
      `the package registry cannot be reached (${match[0]})`,
      `connect to the network (or set npm's proxy or registry) ${again}`,
    ],
  ],
  [
    /ERR_PNPM_OUTDATED_LOCKFILE|ERR_PNPM_LOCKFILE\w*/,
    (match, _root, manager) => [
      `pnpm-lock.yaml does not fit the package.json files (${match[0]})`,
      `run \`npx ${manager} install\` and commit the lockfile`,
    ],
  ],
  [
    /EBADENGINE|ERR_PNPM_UNSUPPORTED_ENGINE/,
    (match) => [`a package refuses Node ${process.versions.node} (${match[0]})`, `install Node 20 or newer ${again}`],
  ],
];

/** The cause of a failed install from what was printed; an unknown one comes with the end of the log. */
export function explainInstall(output, root, packageManager) {
  const text = output.replace(/\s+/g, " "); // pnpm breaks its lines in the middle of a sentence
  for (const [pattern, tell] of causes) {
    const match = pattern.exec(text);
    if (match) return new Problem(...tell(match, root, packageManager));
  }
  const log = output.trimEnd().split("\n").slice(-25).join("\n");
  return new Problem(
    "the install failed, see above",
    "mend that, or delete node_modules, and run the same command again",
    { log },
  );
}
