import { SingleBar } from "cli-progress";
import { columnsOf } from "./text.js";

export interface BytesProgress {
  update(name: string, done: number, total: number | undefined): void;
  stop(): void;
}

const linesEvery = 5000; // milliseconds
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

/** Shows on standard error how much of each file is there: a bar on a terminal, else a line now and then. */
export function showBytes(): BytesProgress {
  return process.stderr.isTTY ? bars() : lines();
}

function bars(): BytesProgress {
  let bar: SingleBar | null = null;
  let shown = "";
  return {
    update(name, done, total) {
      const amount = `${megabytes(done)} of ${total === undefined ? "?" : megabytes(total)} MB`;
      if (name !== shown) bar?.stop();
      if (!bar || name !== shown) {
        bar = new SingleBar({
          stream: process.stderr,
          format: `${name.padEnd(17)}  {bar}  {amount}`,
          barCompleteChar: "█",
          barIncompleteChar: "░",
          barsize: Math.max(8, Math.min(40, columnsOf(process.stderr) - 45)),
          linewrap: true, // so that nothing about the terminal has to be restored
          fps: 8,
        });
        bar.start(total || 1, done, { amount });
        shown = name;
      }
      bar.setTotal(total || Math.max(1, done));
      bar.update(done, { amount });
    },
    stop() {
      bar?.stop();
      [bar, shown] = [null, ""];
    },
  };
}

function lines(): BytesProgress {
  let next = performance.now() + linesEvery;
  return {
    update(name, done, total) {
      if (performance.now() < next) return;
      next = performance.now() + linesEvery;
      process.stderr.write(`${name}  ${megabytes(done)} of ${total === undefined ? "?" : megabytes(total)} MB\n`);
    },
    stop() {},
  };
}
