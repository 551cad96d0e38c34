#!/usr/bin/env node
import { InputError, report } from "./errors.js";
import { run } from "./program.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0); // the reader, such as `head`, has seen enough
  const problem = new InputError("cairn: standard output can not be written.", {
    given: error.message,
    expected: "room for what the command prints",
    fix: "free some space, or send it to another file",
  });
  process.exit(report(problem, { json: false, verbose: process.argv.includes("--verbose") })); // no document has room there
});

process.exitCode = await run(process.argv.slice(2));
