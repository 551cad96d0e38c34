import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ended, Sandbox } from "./sandbox.test-helper.ts";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());

const path = (name: string) => join(sandbox.root, name);

describe("what is done again", () => {
  it("installs and builds the first time, and nothing the second", async () => {
    expect(await sandbox.run(["cairn", "a", "b c"])).toEqual({ code: 0, stdout: '["a","b c"]\n', stderr: "" });
    expect(sandbox.takeCalls()).toEqual(["install", "build"]);
    expect((await sandbox.run(["cairn"])).stdout).toBe("[]\n");
    expect(sandbox.takeCalls()).toEqual([]);
  });

  it("builds when a source changed, and not when a test did", async () => {
    await sandbox.run(["cairn"]);
    sandbox.takeCalls();
    writeFileSync(path("apps/cli/src/main.ts"), 'console.log("changed");');
    expect((await sandbox.run(["cairn"])).stdout).toBe("changed\n");
    expect(sandbox.takeCalls()).toEqual(["build"]);
    writeFileSync(path("apps/cli/src/main.test.ts"), "");
    await sandbox.run(["cairn"]);
    expect(sandbox.takeCalls()).toEqual([]);
  });

  it("builds when dist was deleted", async () => {
    await sandbox.run(["cairn"]);
    sandbox.takeCalls();
    rmSync(path("apps/cli/dist"), { recursive: true });
    expect((await sandbox.run(["cairn"])).code).toBe(0);
    expect(sandbox.takeCalls()).toEqual(["build"]);
  });

  it.each(["pnpm-lock.yaml", "apps/cli/package.json"])("installs when %s changed", async (file) => {
    await sandbox.run(["cairn"]);
    sandbox.takeCalls();
    writeFileSync(path(file), '{ "name": "changed" }');
    await sandbox.run(["cairn"]);
    expect(sandbox.takeCalls()).toEqual(["install", "build"]);
  });

  it("installs again after an install that was killed, although its lock still lies there", async () => {
    const child = sandbox.start(["cairn"], { INSTALL_SECONDS: "0.5" });
    while (!existsSync(path("node_modules/node"))) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(existsSync(path("node_modules/.cairn/lock"))).toBe(true);
    expect((await sandbox.run(["cairn"])).code).toBe(0);
    expect(sandbox.takeCalls()).toEqual(["install", "install", "build"]);
  });

  it("installs once for two that start together", async () => {
    const both = [sandbox.run(["cairn"], { INSTALL_SECONDS: "0.3" }), sandbox.run(["cairn"])];
    expect((await Promise.all(both)).map(({ code }) => code)).toEqual([0, 0]);
    expect(sandbox.takeCalls()).toEqual(["install", "build"]);
  });
});

describe("start", () => {
  it("trains on the stories and says on standard error what the preparations took", async () => {
    const { stdout, stderr } = await sandbox.run(["start", "--steps", "3"]);
    expect(stdout).toBe('["train","gpt","--preset","stories","--steps","3"]\n');
    expect(stderr).toMatch(/^cairn: installed in \d+\.\d s, built in \d+\.\d s\n$/);
    expect((await sandbox.run(["start"])).stderr).toBe("");
  });
});

describe("the child", () => {
  it("gives its exit code", async () => {
    writeFileSync(path("apps/cli/src/main.ts"), "process.exit(7);");
    expect((await sandbox.run(["cairn"])).code).toBe(7);
  });

  it("gets Ctrl-C once, is waited for, and decides the exit code", async () => {
    const program =
      'process.on("SIGINT", () => { console.log("saved"); setTimeout(() => process.exit(130), 200); }); setInterval(() => {}, 1000); console.log("ready");';
    writeFileSync(path("apps/cli/src/main.ts"), program);
    const child = sandbox.start(["cairn"]);
    const end = ended(child);
    await once(child.stdout!, "data");
    child.kill("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill("SIGINT"); // npm's own copy of the same Ctrl-C
    expect(await end).toEqual({ code: 130, stdout: "ready\nsaved\n", stderr: "" });
  });
});

describe("what goes wrong", () => {
  const again = "and run the same command again.\n";
  it.each([
    [
      "npm error code ENOTFOUND",
      `the package registry cannot be reached (ENOTFOUND): connect to the network (or set npm's proxy or registry) ${again}`,
    ],
    ["Error: ENOSPC: no space left", `the disk is full: make room (about 700 MB) ${again}`],
    [
      "npm error Error: EACCES: permission denied, mkdir '/home/x/.npm'",
      `cannot write to /home/x/.npm (EACCES): make it writable, or clone Cairn into a folder that is yours, ${again}`,
    ],
    [
      "symlink target. Details: Permission\n      denied (os error 13)",
      `cannot write to ROOT/ (Permission denied): make it writable, or clone Cairn into a folder that is yours, ${again}`,
    ],
    [
      "ERR_PNPM_OUTDATED_LOCKFILE  Cannot install",
      "pnpm-lock.yaml does not fit the package.json files (ERR_PNPM_OUTDATED_LOCKFILE): run `npx pnpm@0.0.0 install` and commit the lockfile.\n",
    ],
  ])("is told in one line with its mend: %s", async (output, line) => {
    const result = await sandbox.run(["cairn"], { INSTALL_FAILS: output });
    expect(result).toEqual({ code: 1, stdout: "", stderr: `cairn: ${line.replace("ROOT", sandbox.root)}` });
  });

  it("shows the end of the log when the cause is new", async () => {
    const { stderr } = await sandbox.run(["cairn"], { INSTALL_FAILS: "something new" });
    expect(stderr).toBe(
      `something new\ncairn: the install failed, see above: mend that, or delete node_modules, ${again}`,
    );
  });

  it("is JSON on standard output when that was asked for", async () => {
    const { stdout, stderr, code } = await sandbox.run(["cairn", "doctor", "--json"], {
      INSTALL_FAILS: "ECONNREFUSED",
    });
    expect({ stderr, code }).toEqual({ stderr: "", code: 1 });
    expect(JSON.parse(stdout)).toEqual({
      error: {
        name: "InstallError",
        message: "the package registry cannot be reached (ECONNREFUSED)",
        fix: "connect to the network (or set npm's proxy or registry) and run the same command again",
      },
    });
  });

  it("shows a failed build, and builds again the next time", async () => {
    const failed = await sandbox.run(["cairn"], { BUILD_FAILS: "main.ts(1,1): error" });
    expect(failed.stderr).toBe(`main.ts(1,1): error\ncairn: the build failed, see above: mend the error ${again}`);
    expect((await sandbox.run(["cairn"])).code).toBe(0);
  });

  it("names npx when it is missing", async () => {
    rmSync(join(sandbox.folder, "bin/npx"));
    const { stderr } = await sandbox.run(["cairn"], { PATH: join(sandbox.folder, "bin") });
    expect(stderr).toBe(
      `cairn: npx cannot be started (ENOENT): it comes with npm: install Node 20 or newer with npm, ${again}`,
    );
  });

  it("names a folder that cannot be written", async () => {
    writeFileSync(path("node_modules"), "a file, where even root cannot make a folder");
    const { stderr } = await sandbox.run(["cairn"]);
    expect(stderr).toBe(
      `cairn: cannot write to ${sandbox.root}/ (ENOTDIR): copy or clone Cairn into a folder that is yours to write, and run the same command there.\n`,
    );
  });

  it("names an old Node before it imports anything", async () => {
    const pretend = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.19.0" } });';
    const { stderr, code } = await sandbox.run(["cairn"], {}, [
      "--import",
      `data:text/javascript,${encodeURIComponent(pretend)}`,
    ]);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `cairn: this is Node 18.19.0, and Cairn starts on Node 20 or newer: install a newer Node ${again}`,
    );
  });

  it("refuses an unknown command with the usage", async () => {
    const { stderr, code } = await sandbox.run(["strat"]);
    expect({ stderr, code }).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "cairn: unknown command "strat"; usage: node tools/launch.mjs start|test|build|cairn|playground|bench [arguments]
      ",
      }
    `);
  });
});
