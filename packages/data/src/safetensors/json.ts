/**
 * A parsed JSON value. Unlike `JSON.parse` this keeps integers apart from other numbers and exact (a `bigint`), keeps
 * objects as Maps, in which `__proto__` is a key like any other, and accepts no key twice.
 */
export type Json = null | boolean | bigint | number | string | Json[] | Map<string, Json>;

/** How deep arrays and objects may nest, so that no file can exhaust the call stack. */
const MAX_DEPTH = 64;

/** Parses a JSON text whole. Throws: SyntaxError with the position. Source: RFC 8259. */
export function parseJson(text: string): Json {
  const parser = new Parser(text);
  const value = parser.value(0);
  parser.end();
  return value;
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Json {
    if (depth > MAX_DEPTH) this.#fail(`nested deeper than ${MAX_DEPTH}`);
    this.#skipSpace();
    switch (this.#text[this.#at]) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return this.#string();
      case "t":
        return this.#literal("true", true);
      case "f":
        return this.#literal("false", false);
      case "n":
        return this.#literal("null", null);
      default:
        return this.#number();
    }
  }

  end(): void {
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail("something follows the value");
  }

  #object(depth: number): Map<string, Json> {
    const object = new Map<string, Json>();
    this.#at++;
    if (this.#takes("}")) return object;
    do {
      this.#skipSpace();
      if (this.#text[this.#at] !== '"') this.#fail("expected a key");
      const key = this.#string();
      if (object.has(key)) this.#fail(`the key ${JSON.stringify(key)} is there twice`);
      if (!this.#takes(":")) this.#fail("expected ':'");
      object.set(key, this.value(depth + 1));
    } while (this.#takes(","));
    if (!this.#takes("}")) this.#fail("expected ',' or '}'");
    return object;
  }

  #array(depth: number): Json[] {
    const array: Json[] = [];
    this.#at++;
    if (this.#takes("]")) return array;
    do array.push(this.value(depth + 1));
    while (this.#takes(","));
    if (!this.#takes("]")) this.#fail("expected ',' or ']'");
    return array;
  }

  #string(): string {
    const start = this.#at++;
    for (; ; this.#at++) {
      const unit = this.#text.charCodeAt(this.#at);
      if (!(unit >= 0x20)) this.#fail("a string does not end or has a control character in it"); // NaN past the end
      if (unit === 0x22) break; // "
      if (unit === 0x5c) this.#at++; // whatever a backslash escapes is not the end
    }
    this.#at++;
    const literal = this.#text.slice(start, this.#at);
    if (!literal.includes("\\")) return literal.slice(1, -1);
    let string = "";
    try {
      string = JSON.parse(literal) as string; // decodes the escapes; a single literal has no traps
    } catch {
      this.#fail("a string has a wrong escape");
    }
    // A lone surrogate is no character: it could not be written back as UTF-8.
    if (/\p{Surrogate}/u.test(string)) this.#fail("a string has half a surrogate pair");
    return string;
  }

  #number(): bigint | number {
    const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    number.lastIndex = this.#at;
    const literal = number.exec(this.#text)?.[0];
    if (literal === undefined) return this.#fail("expected a value");
    this.#at += literal.length;
    // 2⁶⁴ has 20 digits; longer ones fit no field, and BigInt would take quadratic time over them.
    return /^\d{1,20}$/.test(literal) ? BigInt(literal) : Number(literal);
  }

  #literal<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) this.#fail("expected a value");
    this.#at += word.length;
    return value;
  }

  #takes(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    for (; ; this.#at++) {
      const unit = this.#text.charCodeAt(this.#at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
    }
  }

  #fail(problem: string): never {
    throw new SyntaxError(`${problem}, at character ${this.#at}`);
  }
}
