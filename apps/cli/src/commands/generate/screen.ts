import type { TextPiece } from "@cairn-ml/models-gpt";
import { colors } from "../../output/colors.js";
import { visible } from "../../output/visible.js";

/** Shows continuations on standard output as they are written. */
export interface Screen {
  piece(piece: TextPiece): void;
  end(): void;
}

/** What a terminal does not understand as a command; elsewhere the text is kept to the byte. */
export const shown = (text: string): string => (process.stdout.isTTY ? visible(text) : text);

/** The prompt, and behind it what comes. */
export class OneText implements Screen {
  constructor(prompt: string) {
    process.stdout.write(colors(process.stdout).dim(shown(prompt)));
  }

  piece({ text }: TextPiece): void {
    process.stdout.write(shown(text));
  }

  end(): void {
    process.stdout.write("\n");
  }
}

/** Continuations below each other: they are written side by side, so the first is shown as it comes and the others wait. */
export class ManyTexts implements Screen {
  readonly #waiting: { text: string; ended: boolean }[];
  #current = 0;

  constructor(prompt: string, n: number) {
    this.#waiting = Array.from({ length: n }, () => ({ text: "", ended: false }));
    process.stdout.write(`${colors(process.stdout).dim(shown(prompt))}\n`);
    this.#begin();
  }

  piece({ row, text, ended }: TextPiece): void {
    const waiting = this.#waiting[row]!;
    waiting.ended = ended !== undefined;
    if (row === this.#current) process.stdout.write(shown(text));
    else waiting.text += text;
    while (this.#waiting[this.#current]?.ended) this.#next();
  }

  end(): void {
    if (this.#current < this.#waiting.length) process.stdout.write("\n");
  }

  #next(): void {
    process.stdout.write("\n");
    this.#current++;
    const next = this.#waiting[this.#current];
    if (!next) return;
    this.#begin();
    process.stdout.write(shown(next.text));
  }

  #begin(): void {
    const heading = `── ${this.#current + 1} of ${this.#waiting.length} ──`;
    process.stdout.write(`\n${colors(process.stdout).bold(heading)}\n`);
  }
}
