// Every root script begins here: `node tools/launch.mjs start|test|build|cairn|playground|bench [arguments]`.
// It runs before anything is installed, on the machine's own Node: plain JavaScript, built-in modules only.

const major = Number(process.versions.node.split(".")[0]);
if (major < 20) {
  process.stderr.write(
    `cairn: this is Node ${process.versions.node}, and Cairn starts on Node 20 or newer: install a newer Node and run the same command again.\n`,
  );
  process.exit(1);
}

const { launch } = await import("./launch/main.mjs"); // imported late, so that an old Node reads the line above first
process.exitCode = await launch(process.argv.slice(2));
