import { SingleBar } from "cli-progress";
import { columnsOf, duration, grouped } from "./text.js";

/** How far the training on a text is. */
export interface WordsStatus {
  readonly words: number;
  readonly totalWords: number;
  readonly wordsPerSecond: number;
  readonly secondsLeft: number;
}

export interface WordsProgress {
  update(status: WordsStatus): void;
  stop(): void;
}

const linesEvery = 5000; // milliseconds
const rateText = ({ wordsPerSecond }: WordsStatus) => `${grouped(wordsPerSecond)} words/s`;
const leftText = ({ secondsLeft }: WordsStatus) => `${duration(secondsLeft)} left`;

/** Shows on standard error how many words are read, how fast, and the time left: a bar on a terminal, else a line now and then. */
export function showWords(): WordsProgress {
  return process.stderr.isTTY ? bar() : lines();
}

function bar(): WordsProgress {
  let shown: SingleBar | null = null;
  return {
    update(status) {
      const texts = { rate: rateText(status), left: leftText(status) };
      if (shown) return shown.update(status.words, texts);
      shown = new SingleBar({
        stream: process.stderr,
        format: "{bar} {percentage} %  {rate}  {left}",
        barCompleteChar: "█",
        barIncompleteChar: "░",
        barsize: Math.max(8, Math.min(40, columnsOf(process.stderr) - 48)),
        linewrap: true, // so that nothing about the terminal has to be restored
        fps: 8,
      });
      shown.start(status.totalWords, status.words, texts);
    },
    stop: () => shown?.stop(),
  };
}

function lines(): WordsProgress {
  let next = 0;
  return {
    update(status) {
      if (performance.now() < next) return;
      next = performance.now() + linesEvery;
      const share = ((100 * status.words) / status.totalWords).toFixed(0);
      process.stderr.write(`${share} % of the words  ${rateText(status)}  ${leftText(status)}\n`);
    },
    stop() {},
  };
}
