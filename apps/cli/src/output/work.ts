import { SingleBar } from "cli-progress";
import { columnsOf } from "./text.js";

/** Shows how far some work is that has no loss: a bar on a terminal, nothing elsewhere. */
export interface Work {
  update(done: number): void;
  stop(): void;
}

export function showWork(label: string, total: number): Work {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const bar = new SingleBar({
    stream: process.stderr,
    format: `${label}  {bar} {value}/{total}`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: Math.max(8, Math.min(40, columnsOf(process.stderr) - 30 - label.length)),
    linewrap: true, // so that nothing about the terminal has to be restored
    fps: 8,
  });
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}
