import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "./problem.mjs";
import { stateFolder } from "./stamp.mjs";
import { withStatus } from "./status.mjs";

/** Does `work` while no other launcher of this folder installs or builds; waits for its turn. */
export async function withLock(root, work) {
  const file = join(stateFolder(root), "lock");
  if (!acquire(root, file)) {
    await withStatus("waiting for another cairn that installs or builds here", async () => {
      while (!acquire(root, file)) await new Promise((resolve) => setTimeout(resolve, 200));
    });
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function acquire(root, file) {
  try {
    mkdirSync(stateFolder(root), { recursive: true });
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") {
      throw new Problem(
        `cannot write to ${root} (${error.code})`,
        "copy or clone Cairn into a folder that is yours to write, and run the same command there",
      );
    }
    removeStale(file);
    return false;
  }
}

/** A launcher that was killed leaves its lock behind. The rename lets only one of several waiters take it away. */
function removeStale(file) {
  const holder = read(file);
  if (holder === "" || isAlive(Number(holder))) return;
  try {
    const aside = `${file}.${process.pid}`;
    renameSync(file, aside);
    rmSync(aside);
  } catch {
    // another waiter was quicker
  }
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM"; // alive, and somebody else's
  }
}
