/** A value as Python writes it. */
export type Literal = boolean | number | string | readonly Literal[] | Tuple | ReadonlyMap<string, Literal>;

/** A tuple, which is no list to NumPy. */
export class Tuple {
  readonly items: readonly Literal[];

  constructor(items: readonly Literal[]) {
    this.items = items;
  }
}

const deepest = 8;

/** Reads a dict, tuple, list, string, whole number or truth value, and nothing that could be called. Throws: SyntaxError. */
export function parseLiteral(text: string): Literal {
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

  value(depth: number): Literal {
    if (depth > deepest) this.#fail(`nested deeper than ${deepest}`);
    this.#skip();
    switch (this.#text[this.#at]) {
      case "{":
        return this.#dict(depth);
      case "(":
        return this.#tuple(depth);
      case "[":
        return this.#items("]", depth).items;
      case "'":
      case '"':
        return this.#string();
      default:
        return this.#word();
    }
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) this.#fail("something follows the value");
  }

  #dict(depth: number): ReadonlyMap<string, Literal> {
    const dict = new Map<string, Literal>();
    this.#at++;
    while (!this.#takes("}")) {
      this.#skip();
      const key = this.#string();
      if (dict.has(key)) this.#fail(`the key ${JSON.stringify(key)} is there twice`);
      if (!this.#takes(":")) this.#fail("expected ':'");
      dict.set(key, this.value(depth + 1));
      if (this.#takes(",")) continue;
      if (!this.#takes("}")) this.#fail("expected ',' or '}'");
      break;
    }
    return dict;
  }

  /** (1, 2), (1,) or (), which are tuples; (1) is 1. */
  #tuple(depth: number): Literal {
    const { items, comma } = this.#items(")", depth);
    return items.length === 1 && !comma ? items[0]! : new Tuple(items);
  }

  #items(end: string, depth: number): { items: Literal[]; comma: boolean } {
    const items: Literal[] = [];
    let comma = false;
    this.#at++;
    while (!this.#takes(end)) {
      items.push(this.value(depth + 1));
      comma = this.#takes(",");
      if (comma) continue;
      if (!this.#takes(end)) this.#fail(`expected ',' or '${end}'`);
      break;
    }
    return { items, comma };
  }

  #string(): string {
    const quote = this.#text[this.#at];
    if (quote !== "'" && quote !== '"') this.#fail("expected a string");
    const end = this.#text.indexOf(quote!, this.#at + 1);
    if (end < 0) this.#fail("a string does not end");
    const string = this.#text.slice(this.#at + 1, end);
    if (/[\\\n]/.test(string)) this.#fail("a string has a backslash or a new line in it");
    this.#at = end + 1;
    return string;
  }

  #word(): boolean | number {
    const word = /[A-Za-z0-9_.+-]*/y;
    word.lastIndex = this.#at;
    const [text] = word.exec(this.#text)!;
    this.#at += text.length;
    if (text === "True" || text === "False") return text === "True";
    if (/^(0|[1-9]\d{0,18})L?$/.test(text)) return Number(text.replace("L", "")); // Python 2 has an L behind its longs
    return this.#fail(text === "" ? "expected a value" : `${JSON.stringify(text.slice(0, 40))} is no value`);
  }

  #takes(character: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skip(): void {
    while (" \t\n\r".includes(this.#text[this.#at] ?? "x")) this.#at++;
  }

  #fail(problem: string): never {
    throw new SyntaxError(`${problem}, at character ${this.#at}`);
  }
}
