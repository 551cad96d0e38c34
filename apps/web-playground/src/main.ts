#!/usr/bin/env node
import { argv } from "node:process";
import { program } from "./program.js";

try {
  await program().parseAsync(argv);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
