import { checkToken, quote, TokenizerError } from "./errors.js";
import { checkVocabSize, jsonObject, stringList } from "./json.js";
import type { StreamingDecoder, Tokenizer } from "./tokenizer.js";

/** A saved `CharTokenizer`. */
export interface CharTokenizerJSON {
  kind: "char";
  vocabSize: number;
  /** By id. A list, because two lone surrogates side by side in one string would turn into a character. */
  characters: string[];
}

/**
 * One token for each distinct character of a text. A character is a Unicode code point; a lone surrogate counts as one, so
 * that every string over the vocabulary comes back unchanged.
 */
export class CharTokenizer implements Tokenizer {
  readonly kind = "char" as const;
  /** The characters by id. */
  readonly characters: readonly string[];
  readonly #ids: ReadonlyMap<string, number>;

  private constructor(characters: readonly string[]) {
    this.characters = characters;
    this.#ids = new Map(characters.map((character, id) => [character, id]));
  }

  /** The distinct characters of the text, numbered in the order of their code points. */
  static train(text: string): CharTokenizer {
    const distinct = [...new Set(text)];
    return new CharTokenizer(distinct.sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!));
  }

  /** Reads what `toJSON` wrote. Throws: TokenizerError when it is malformed. */
  static fromJSON(json: unknown): CharTokenizer {
    const op = "CharTokenizer.fromJSON";
    const object = jsonObject(op, json, "the tokenizer");
    const characters = stringList(op, object, "characters");
    characters.forEach((character, id) => {
      checkCharacter(op, character, id);
    });
    const tokenizer = new CharTokenizer(characters);
    if (tokenizer.#ids.size < characters.length) failOnDuplicate(op, characters);
    checkVocabSize(op, object, characters.length);
    return tokenizer;
  }

  get vocabSize(): number {
    return this.characters.length;
  }

  /** Throws: TokenizerError at the first character that is not in the vocabulary. */
  encode(text: string): Int32Array {
    const tokens = new Int32Array(text.length); // a code point is one or two UTF-16 units
    let length = 0;
    let position = 0;
    for (const character of text) {
      const id = this.#ids.get(character);
      if (id === undefined) this.#failOnUnknown(character, position);
      tokens[length++] = id;
      position += character.length;
    }
    return tokens.slice(0, length);
  }

  /** Throws: TokenizerError for an id that is not in the vocabulary. */
  decode(tokens: ArrayLike<number>): string {
    const { characters } = this;
    let text = "";
    for (let i = 0; i < tokens.length; i++) text += characters[checkToken("decode", tokens[i], i, characters.length)]!;
    return text;
  }

  /** Decodes token by token; nothing is ever held back. */
  decoder(): StreamingDecoder {
    return { push: (token) => this.decode([token]), end: () => "" };
  }

  toJSON(): CharTokenizerJSON {
    return { kind: "char", vocabSize: this.vocabSize, characters: [...this.characters] };
  }

  #failOnUnknown(character: string, position: number): never {
    const { characters } = this;
    throw new TokenizerError({
      op: "encode",
      what: `character ${quote(character)} is not in the vocabulary`,
      given: `${quote(character)} (${codePointName(character)}) at index ${position}`,
      expected: `one of ${characters.length} characters: ${quote(characters.join(""))}`,
      fix: "train on text that has it, take it out, or use BpeTokenizer, which encodes any text",
    });
  }
}

function codePointName(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}

function checkCharacter(op: string, character: string, id: number): void {
  if ([...character].length === 1) return;
  throw new TokenizerError({
    op,
    what: `token ${id} is not one character`,
    given: quote(character),
    expected: "a string of one code point",
    fix: "load the file that toJSON wrote, unchanged",
  });
}

function failOnDuplicate(op: string, characters: readonly string[]): never {
  const second = characters.findIndex((character, id) => characters.indexOf(character) !== id);
  throw new TokenizerError({
    op,
    what: `token ${second} is token ${characters.indexOf(characters[second]!)} again`,
    given: quote(characters[second]),
    expected: "each character once",
    fix: "remove the second one",
  });
}
