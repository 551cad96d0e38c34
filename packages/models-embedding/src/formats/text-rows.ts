import { parseNumber } from "./parse-number.js";
import type { TextLines } from "./text-lines.js";
import { VectorFileError } from "./vector-file-error.js";
import { BlockBuilder, type VectorBlock } from "./vector-stream.js";
import { decodeWord } from "./word-bytes.js";

const space = 0x20;
const infinite = 2 ** 128 - 2 ** 103; // and what is larger rounds to an infinite float32

export interface TextRowsOptions {
  readonly name: string;
  readonly dim: number;
  /** Words may hold spaces: the numbers are the last `dim` fields. */
  readonly spacesInWords: boolean;
  /** Rows to read at most. */
  readonly most: number;
}

/** Rows of "word number number …", one a line, fields parted by single spaces; spaces at the end of a line do not count. */
export async function* readTextRows(lines: TextLines, options: TextRowsOptions): AsyncGenerator<VectorBlock> {
  const block = new BlockBuilder(options.dim);
  let left = options.most;
  while (left > 0) {
    const line = lines.ready() ?? (await lines.next());
    if (!line) break;
    const row = new TextRow(line, lines.number, options);
    row.numbers(block.rows, block.count * options.dim);
    block.push(row.word());
    left--;
    if (block.isFull) yield block.finish();
  }
  if (block.count > 0) yield block.finish();
}

/** Where the fields of a line end: the trailing spaces are no part of it. */
export function contentEnd(line: Uint8Array): number {
  let end = line.length;
  while (end > 0 && line[end - 1] === space) end--;
  return end;
}

export function countSpaces(line: Uint8Array, end: number): number {
  let count = 0;
  for (let i = 0; i < end; i++) if (line[i] === space) count++;
  return count;
}

/** One line, checked. */
class TextRow {
  readonly #line: Uint8Array;
  readonly #number: number;
  readonly #options: TextRowsOptions;
  readonly #end: number;
  #wordEnd: number;

  constructor(line: Uint8Array, number: number, options: TextRowsOptions) {
    this.#line = line;
    this.#number = number;
    this.#options = options;
    this.#end = contentEnd(line);
    this.#wordEnd = this.#findWordEnd();
  }

  word(): string {
    return decodeWord(this.#line.subarray(0, this.#wordEnd));
  }

  numbers(into: Float32Array, offset: number): void {
    let at = this.#wordEnd + 1;
    for (let i = 0; i < this.#options.dim; i++) {
      let end = at;
      while (end < this.#end && this.#line[end] !== space) end++;
      const value = parseNumber(this.#line, at, end);
      if (!(Math.abs(value) < infinite)) throw this.#wrongNumber(at, end);
      into[offset + i] = value;
      at = end + 1;
    }
  }

  #findWordEnd(): number {
    const spaces = countSpaces(this.#line, this.#end);
    const extra = spaces - this.#options.dim;
    if (extra < 0 || (extra > 0 && !this.#options.spacesInWords)) throw this.#wrongCount(spaces);
    let end = this.#line.indexOf(space);
    for (let i = 0, begin = 0; i < extra; i++) {
      begin = end + 1;
      end = this.#line.indexOf(space, begin);
      const isLast = i === extra - 1;
      if (isLast && !Number.isNaN(parseNumber(this.#line, begin, end))) throw this.#wrongCount(spaces);
    }
    if (this.#line.includes(0x0d))
      throw this.#fail("a line holds a carriage return.", this.#shown(0, this.#end), "\\n or \\r\\n");
    if (end === 0) throw this.#fail("there is no word.", this.#shown(0, this.#end), "a word before the first space");
    return end;
  }

  #wrongCount(spaces: number): VectorFileError {
    const { dim } = this.#options;
    const problem = `the line has ${spaces} numbers instead of ${dim}.`;
    return this.#fail(problem, this.#shown(0, this.#end), `a word and ${dim} numbers`);
  }

  #wrongNumber(from: number, to: number): VectorFileError {
    const text = this.#shown(from, to);
    const isNumber = /^"[+-]?(nan|inf|infinity|\d.*)"$/i.test(text) && !/x/i.test(text);
    const problem = `${text} is ${from === to ? "no number: two spaces meet" : isNumber ? "not finite" : "no number"}.`;
    return this.#fail(problem, this.#shown(0, this.#end), "decimal numbers that float32 holds, parted by one space");
  }

  #shown(from: number, to: number): string {
    const text = decodeWord(this.#line.subarray(from, Math.min(to, from + 60)));
    return JSON.stringify(to - from > 60 ? `${text}…` : text);
  }

  #fail(problem: string, given: string, expected: string): VectorFileError {
    const fix = "mend the line, or name the format if it is another one";
    return VectorFileError.at(this.#options.name, { line: this.#number }, problem, { given, expected, fix });
  }
}
