/**
 * Measures Cairn (in Node 24, another Node, Chromium) and other systems in one run, and writes docs/performance.md and the
 * README's table from the figures, which are kept in runs/performance.jsonl.
 *
 *     npm run -s bench -- performance -- --peers DIR [--rounds 3] [--node NODE] [--python PYTHON] [w3 w5 …]
 *     npm run -s bench -- performance -- --write      writes the pages anew from the figures that are kept
 *
 * DIR has `run.sh` and the programs of the other systems. NODE is another Node, and PYTHON has another version of
 * PyTorch than `run.sh` takes; each is left out unless given. All workloads take about 20 minutes a round, on a machine that does
 * nothing else; with some of them named, the pages hold no others.
 */
import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runAll } from "./performance/run.ts";
import { readResults, renderPages, saveResults } from "./performance/store.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    peers: { type: "string" },
    rounds: { type: "string", default: "3" },
    node: { type: "string" },
    python: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const inAll = ["w1", "w2", "w3", "w4", "w5", "w6", "w7", "w9", "w10", "w11"];

if (values.peers && existsSync(`${values.peers}/run.sh`)) {
  const { peers, rounds, node, python } = values;
  const workloads = positionals.length > 0 ? positionals : inAll;
  for (const results of runAll({ peers, rounds: Number(rounds), workloads, node, python })) {
    saveResults(results);
    writePages();
  }
} else if (values.write) writePages();
else console.error("performance: skipped: --peers DIR is missing, the folder with run.sh; or --write");

function writePages(): void {
  for (const { file, before, after } of renderPages(readResults())) {
    if (after === before) continue;
    writeFileSync(file, after);
    console.error(`wrote ${file}`);
  }
}
