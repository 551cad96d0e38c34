import { ExpressionError } from "./expression-error.js";
import { type FunctionName, functionNames, type OperationName } from "./operations.js";
import { type Sign, type Token, tokensOf } from "./tokens.js";

/** An expression as a list in which operands come before what is computed from them; the last term is the result. */
export interface Expression {
  readonly text: string;
  readonly terms: readonly Term[];
}

export type Term =
  | { readonly kind: "number"; readonly value: number; readonly text: string }
  | { readonly kind: "name"; readonly name: string; readonly column: number }
  | { readonly kind: "operation"; readonly operation: OperationName; readonly operands: readonly number[] };

/** Brackets, minus signs and powers within each other. */
const deepest = 100;

/**
 * Reads an expression: numbers, names, + - * / ^ (− × · ÷ too), exp log tanh relu sigmoid, round brackets. ^ binds to the
 * right and tighter than a minus in front: -2^2 = -4, 2^3^2 = 512, 2^-1 = 0.5. A product has a sign of its own: 2*a.
 *
 * Throws: ExpressionError, which points at the column.
 */
export function parseExpression(text: string): Expression {
  return new Parser(text).expression();
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #terms: Term[] = [];
  #place = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  expression(): Expression {
    const first = this.#token;
    if (first.kind === "end") {
      this.#refuse(first, "there is no expression", { expected: "an expression such as a*b + c" });
    }
    this.#sum();
    const rest: Token = this.#token;
    if (rest.kind === "sign" && rest.sign === ")") {
      this.#refuse(rest, "this bracket closes nothing", { fix: "leave it out, or open one before" });
    }
    if (rest.kind !== "end") this.#refuseNeighbours();
    return { text: this.#text, terms: this.#terms };
  }

  /** product { (+ | -) product }. Each of these returns the index of its term. */
  #sum(): number {
    return this.#chain({ "+": "add", "-": "sub" }, () => this.#product());
  }

  /** signed { (* | /) signed } */
  #product(): number {
    return this.#chain({ "*": "mul", "/": "div" }, () => this.#signed());
  }

  #chain(names: Partial<Record<Sign, OperationName>>, operand: () => number): number {
    let left = operand();
    for (;;) {
      const token = this.#token;
      const operation = token.kind === "sign" ? names[token.sign] : undefined;
      if (!operation) return left;
      this.#place++;
      left = this.#add(operation, left, operand());
    }
  }

  /** - signed | power */
  #signed(): number {
    return this.#nested(() => {
      if (!this.#takes("-")) return this.#power();
      return this.#add("neg", this.#signed());
    });
  }

  /** atom [^ signed] */
  #power(): number {
    const base = this.#atom();
    return this.#takes("^") ? this.#add("pow", base, this.#signed()) : base;
  }

  /** number | name | function ( sum ) | ( sum ) */
  #atom(): number {
    const token = this.#token;
    if (token.kind === "number") {
      this.#place++;
      return this.#terms.push({ kind: "number", value: token.value, text: token.text }) - 1;
    }
    if (token.kind === "name") return this.#name(token);
    if (this.#takes("(")) return this.#bracket(token);
    return this.#refuseHole(token);
  }

  #name(token: Token): number {
    this.#place++;
    const name = token.text;
    const known = functionNames.includes(name as FunctionName);
    const open = this.#token;
    if (this.#takes("(")) {
      if (known) return this.#add(name as FunctionName, this.#bracket(open));
      this.#refuse(token, `there is no function ${name}`, {
        expected: functionNames.join(", "),
        fix: `for a product write ${name}*(…)`,
      });
    }
    if (known) this.#refuse(token, `${name} is a function and needs brackets`, { fix: `write ${name}(…)` });
    return this.#terms.push({ kind: "name", name, column: token.column }) - 1;
  }

  /** sum ), after the bracket that opens. */
  #bracket(open: Token): number {
    const inside = this.#sum();
    if (this.#takes(")")) return inside;
    if (this.#token.kind !== "end") this.#refuseNeighbours();
    return this.#refuse(open, "this bracket is never closed", { expected: "a ) for each (" });
  }

  #nested(f: () => number): number {
    if (++this.#depth > deepest) {
      this.#refuse(this.#token, "brackets, minus signs and powers lie too deep within each other", {
        expected: `at most ${deepest} levels`,
      });
    }
    const term = f();
    this.#depth--;
    return term;
  }

  #add(operation: OperationName, ...operands: number[]): number {
    return this.#terms.push({ kind: "operation", operation, operands }) - 1;
  }

  get #token(): Token {
    return this.#tokens[this.#place]!;
  }

  #takes(sign: Sign): boolean {
    const token = this.#token;
    if (token.kind !== "sign" || token.sign !== sign) return false;
    this.#place++;
    return true;
  }

  #refuse(token: Token, problem: string, more: { expected?: string; fix?: string } = {}): never {
    throw new ExpressionError(this.#text, token.column, problem, more);
  }

  /** Two values with no sign between them. */
  #refuseNeighbours(): never {
    const [left, right] = [this.#tokens[this.#place - 1]!, this.#token];
    return this.#refuse(right, `there is no sign between ${left.text} and ${right.text}`, {
      expected: "+ - * / or ^",
      fix: `for a product write ${left.text}*${right.text}`,
    });
  }

  /** A value is missing. */
  #refuseHole(token: Token): never {
    const before = this.#tokens[this.#place - 1];
    const after = token.kind === "end" ? undefined : token;
    const place =
      before && after
        ? `between ${before.text} and ${after.text}`
        : before
          ? `after ${before.text}`
          : `before ${after?.text}`;
    const isPower = before?.kind === "sign" && before.sign === "*" && after?.kind === "sign" && after.sign === "*";
    return this.#refuse(token, `a value is missing ${place}`, {
      expected: "a number, a name, a function or an opening bracket",
      ...(isPower && { fix: "a power is written ^" }),
    });
  }
}
