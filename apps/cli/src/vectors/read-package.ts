import { InputError } from "../errors.js";

/** Words and their vectors, in the order of how frequent the words are. */
export interface RealVectors {
  readonly words: readonly string[];
  readonly rows: Float32Array<ArrayBuffer>;
  readonly dim: number;
}

const longestEntry = 1 << 20; // characters

/**
 * Reads the package's JSON piece by piece: `{ "size", "dimensions", "words": […], "vectors": { word: [numbers, length, index] } }`.
 * Only the vectors are kept, not the text, which is more than twice as long. Throws: InputError.
 */
export async function readPackage(pieces: AsyncIterable<Uint8Array>): Promise<RealVectors> {
  const decoder = new TextDecoder();
  const entry = /"((?:[^"\\]|\\.)*)":\[([^\]]*)\]([,}])/y;
  let text = "";
  let table: Table | null = null;
  let isDone = false;
  for await (const piece of pieces) {
    if (isDone) continue; // what follows the vectors; whoever checks the bytes has to see them all
    text += decoder.decode(piece, { stream: true });
    if (!table) {
      const start = text.indexOf('"vectors":{'); // within a string the quotes would have a backslash before them
      if (start < 0) continue;
      table = new Table(text.slice(0, start));
      text = text.slice(start + '"vectors":{'.length);
    }
    entry.lastIndex = 0;
    let end = 0;
    for (let found = entry.exec(text); found && !isDone; found = entry.exec(text)) {
      table.add(found[1]!, found[2]!);
      end = entry.lastIndex;
      isDone = found[3] === "}";
    }
    text = text.slice(end);
    if (text.length > longestEntry) throw otherForm(`${JSON.stringify(text.slice(0, 40))}…`);
  }
  if (!table || !isDone || !table.isWhole) throw otherForm("an end before all vectors were there");
  return table;
}

class Table implements RealVectors {
  readonly words: string[];
  readonly rows: Float32Array<ArrayBuffer>;
  readonly dim: number;
  #count = 0;

  constructor(head: string) {
    const number = (name: string) => Number(new RegExp(`"${name}":(\\d{1,7})[,}]`).exec(head.slice(0, 1000))?.[1] ?? 0);
    const size = number("size");
    this.dim = number("dimensions");
    if (size === 0 || this.dim === 0 || size * this.dim > 2 ** 28)
      throw otherForm(`${size} words of ${this.dim} numbers`);
    this.words = new Array<string>(size).fill("");
    this.rows = new Float32Array(size * this.dim);
  }

  get isWhole(): boolean {
    return this.#count === this.words.length;
  }

  add(word: string, list: string): void {
    const numbers = list.split(",");
    const index = Number(numbers[this.dim + 1]);
    if (numbers.length !== this.dim + 2 || this.words[index] !== "")
      throw otherForm(`the entry of ${word.slice(0, 40)}`);
    this.words[index] = JSON.parse(`"${word}"`) as string;
    for (let k = 0; k < this.dim; k++) this.rows[index * this.dim + k] = Number(numbers[k]);
    this.#count++;
  }
}

function otherForm(given: string): InputError {
  return new InputError("download: the package's vectors have another form.", {
    given,
    expected: "words, each with its numbers, their length and its index",
    fix: "the registry has another package under this name; nothing was kept",
  });
}
