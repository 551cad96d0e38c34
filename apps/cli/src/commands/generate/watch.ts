import type { TextPiece, TopToken } from "@cairn-ml/models-gpt";
import { math } from "@cairn-ml/tensor";
import { colors } from "../../output/colors.js";
import { columnsOf } from "../../output/text.js";
import { quotedPiece } from "../../output/visible.js";
import type { Encoded } from "./codec.js";
import { type Screen, shown } from "./screen.js";

/** Candidates that are shown in each step. */
export const watched = 5;

/** The likeliest tokens of each step as bars, with the one that was taken, and at the end the text. */
export class Watch implements Screen {
  readonly #nameOf: (token: number) => string;
  #text: string;
  #step = 0;

  constructor(encoded: Encoded) {
    const { nameOf, hasText } = encoded;
    const prompt = encoded.shown();
    this.#text = prompt;
    this.#nameOf = (token) => (hasText ? quotedPiece(nameOf(token)) : String(token));
    const { bold, dim } = colors(process.stdout);
    process.stdout.write(`${dim(shown(prompt))}\n\n${bold("The likeliest tokens of each step")}\n`);
    process.stdout.write("The bar is what the model says; behind it the share of the draws that was left to it.\n");
  }

  piece({ token, logProbability = 0, share = 0, top = [], text }: TextPiece): void {
    this.#text += text;
    const { bold, dim } = colors(process.stdout);
    const isListed = top.some((other) => other.token === token);
    const rows = isListed ? top : [...top, { token, logProbability, share }];
    const lines = rows.map((row) => this.#line(row, row.token === token));
    process.stdout.write(`${dim(`${++this.#step}`.padStart(4))}\n`);
    rows.forEach((row, i) => {
      process.stdout.write(`${row.token === token ? bold(lines[i]!) : lines[i]!}\n`);
    });
  }

  end(): void {
    process.stdout.write(`\n${colors(process.stdout).bold("Text")}\n${shown(this.#text)}\n`);
  }

  #line({ token, logProbability, share }: TopToken, isChosen: boolean): string {
    const columns = columnsOf(process.stdout); // asked for each line: a window may become narrower
    return barLine({ name: this.#nameOf(token), probability: math.exp(logProbability), share, isChosen }, columns);
  }
}

interface Bar {
  readonly name: string;
  readonly probability: number;
  readonly share: number;
  readonly isChosen: boolean;
}

const besideBar = 38; // columns

/** One token: a sign if it was taken, its name, its probability in figures and as a bar, its share of the draws. */
export function barLine({ name, probability, share, isChosen }: Bar, columns: number): string {
  const room = Math.max(1, columns - besideBar - 1);
  const bar = "█".repeat(Math.round(probability * room)).padEnd(room);
  return `  ${isChosen ? "▸" : " "} ${fit(name, 14)}  ${percent(probability)}  ${bar}  ${percent(share)}`.trimEnd();
}

/** In so many characters: cut, or filled up. */
function fit(text: string, width: number): string {
  const characters = [...text];
  return characters.length > width ? `${characters.slice(0, width - 1).join("")}…` : text.padEnd(width);
}

const percent = (share: number) => (share === 0 ? "      –" : `${(100 * share).toFixed(1)} %`.padStart(7));
