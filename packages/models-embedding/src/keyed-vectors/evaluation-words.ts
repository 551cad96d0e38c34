/** Words as an evaluation looks them up. */
export interface EvaluationOptions {
  /** Only the first so many words of the table count; 300,000 unless said. */
  readonly restrictVocab?: number;
  /** Whether "Paris" and "paris" are one word, the one that comes first in the table; they are unless said. */
  readonly caseInsensitive?: boolean;
  /** Count what has unknown words as wrong, instead of leaving it out. */
  readonly dummy4unknown?: boolean;
}

/** The first words of a table, by their form. */
export class EvaluationWords {
  /** How many rows of the table count. */
  readonly end: number;
  readonly fold: (word: string) => string;
  readonly #rows = new Map<string, number>();

  constructor(words: readonly string[], { restrictVocab = 300_000, caseInsensitive = true }: EvaluationOptions) {
    this.end = Math.min(words.length, restrictVocab);
    this.fold = caseInsensitive ? (word) => word.toUpperCase() : (word) => word;
    for (let row = 0; row < this.end; row++) {
      const form = this.fold(words[row]!);
      if (!this.#rows.has(form)) this.#rows.set(form, row);
    }
  }

  /** The row of a form. */
  row(form: string): number | undefined {
    return this.#rows.get(form);
  }
}
