/** Where a sequence begins and where it ends: the first symbol of every alphabet. */
export const mark = ".";

/** The letters (code points) of a text. */
export function lettersOf(text: string): string[] {
  return [...text];
}

/**
 * The symbols of a chain: the mark, then the letters in the order of their code points. A point that is a letter of the text
 * is written `\.`, so that no two symbols look alike.
 */
export class Alphabet {
  readonly symbols: readonly string[];
  readonly #letters: readonly string[]; // [i] is symbol i as it is in a text; "" for the mark
  readonly #indices: ReadonlyMap<string, number>;

  constructor(letters: Iterable<string>) {
    const sorted = [...new Set(letters)].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
    this.#letters = ["", ...sorted];
    this.symbols = [mark, ...sorted.map((letter) => (letter === mark ? `\\${mark}` : letter))];
    this.#indices = new Map(sorted.map((letter, i) => [letter, i + 1]));
  }

  /** Of symbols as they are listed. */
  static fromSymbols([, ...symbols]: readonly string[]): Alphabet {
    return new Alphabet(symbols.map((symbol) => (symbol === `\\${mark}` ? mark : symbol)));
  }

  /** With the mark. */
  get size(): number {
    return this.symbols.length;
  }

  /** The indices of the letters of a text; -1 for one that is not in this alphabet. */
  indices(text: string): number[] {
    return lettersOf(text).map((letter) => this.#indices.get(letter) ?? -1);
  }

  has(letter: string): boolean {
    return this.#indices.has(letter);
  }

  /** The text that indices stand for; marks are left out. */
  text(indices: readonly number[]): string {
    return indices.map((i) => this.#letters[i]).join("");
  }

  /** Indices as symbols, marks included: what a table writes at its side. */
  label(indices: readonly number[]): string {
    return indices.map((i) => this.symbols[i] ?? "?").join("");
  }

  /** Reads a label back. */
  parseLabel(label: string): number[] {
    const pieces = label.match(/\\\.|[\s\S]/gu) ?? []; // `\.` first: no mark follows a letter within a context
    return pieces.map((piece) => this.symbols.indexOf(piece));
  }
}
