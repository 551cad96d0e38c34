import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExpressionError } from "./expression-error.js";
import { parseExpression } from "./parse-expression.js";
import { ScalarGraph } from "./scalar-graph.js";

const inputs = { a: 4, b: -2, d: 5, résumé_1: 3 };
const evaluate = (text: string) => new ScalarGraph(text, inputs).result.value;

describe("parseExpression", () => {
  it.each([
    ["1 + 2*3", 7],
    ["(1 + 2)*3", 9],
    ["10 - 2 - 3", 5],
    ["16/4/2", 2],
    ["2^3^2", 512],
    ["-2^2", -4],
    ["(-2)^2", 4],
    ["2^-1", 0.5],
    ["2^-2^2", 1 / 16],
    ["-2^-1", -0.5],
    ["--3", 3],
    ["2*-3", -6],
    ["2 - -3", 5],
    ["1.5e2 + .5 + 2.", 152.5],
    ["3 × 4 ÷ 6 − 1 · 2", 0],
    ["a*b + d", -3],
    ["relu(a*b) + d", 5],
    ["résumé_1^2", 9],
    ["exp(0) + log(1) + tanh(0) + relu(-1) + sigmoid(0)", 1.5],
    ["7", 7],
    ["a", 4],
    ["((((a))))", 4],
  ])("reads %s as %d", (text, value) => {
    expect(evaluate(text)).toBe(value);
  });

  it("lists what is computed after what it is computed from", () => {
    expect(parseExpression("a*b + 2").terms).toEqual([
      { kind: "name", name: "a", column: 1 },
      { kind: "name", name: "b", column: 3 },
      { kind: "operation", operation: "mul", operands: [0, 1] },
      { kind: "number", value: 2, text: "2" },
      { kind: "operation", operation: "add", operands: [2, 3] },
    ]);
  });

  const message = (text: string) => {
    try {
      parseExpression(text);
      return "no error";
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionError);
      return (error as Error).message;
    }
  };

  it("points at a hole", () => {
    expect(message("a*+b")).toMatchInlineSnapshot(`
      "expression: a value is missing between * and +, at column 3.
        given:    a*+b
                    ^
        expected: a number, a name, a function or an opening bracket"
    `);
    expect(message("a + ")).toMatchInlineSnapshot(`
      "expression: a value is missing after +, at column 5.
        given:    a + 
                      ^
        expected: a number, a name, a function or an opening bracket"
    `);
    expect(message("* a")).toMatchInlineSnapshot(`
      "expression: a value is missing before *, at column 1.
        given:    * a
                  ^
        expected: a number, a name, a function or an opening bracket"
    `);
    expect(message("relu()")).toMatchInlineSnapshot(`
      "expression: a value is missing between ( and ), at column 6.
        given:    relu()
                       ^
        expected: a number, a name, a function or an opening bracket"
    `);
    expect(message("2 ** 3")).toMatchInlineSnapshot(`
      "expression: a value is missing between * and *, at column 4.
        given:    2 ** 3
                     ^
        expected: a number, a name, a function or an opening bracket
        fix:      a power is written ^"
    `);
    expect(message("")).toMatchInlineSnapshot(`
      "expression: there is no expression, at column 1.
        given:    
                  ^
        expected: an expression such as a*b + c"
    `);
  });

  it("points at a bracket without its other half", () => {
    expect(message("exp(a + (b*2)")).toMatchInlineSnapshot(`
      "expression: this bracket is never closed, at column 4.
        given:    exp(a + (b*2)
                     ^
        expected: a ) for each ("
    `);
    expect(message("a + b)")).toMatchInlineSnapshot(`
      "expression: this bracket closes nothing, at column 6.
        given:    a + b)
                       ^
        fix:      leave it out, or open one before"
    `);
  });

  it("points at what is no expression of this kind", () => {
    expect(message("2a")).toMatchInlineSnapshot(`
      "expression: there is no sign between 2 and a, at column 2.
        given:    2a
                   ^
        expected: + - * / or ^
        fix:      for a product write 2*a"
    `);
    expect(message("(a)(b)")).toMatchInlineSnapshot(`
      "expression: there is no sign between ) and (, at column 4.
        given:    (a)(b)
                     ^
        expected: + - * / or ^
        fix:      for a product write )*("
    `);
    expect(message("a + sin(b)")).toMatchInlineSnapshot(`
      "expression: there is no function sin, at column 5.
        given:    a + sin(b)
                      ^
        expected: exp, log, tanh, relu, sigmoid
        fix:      for a product write sin*(…)"
    `);
    expect(message("exp + 1")).toMatchInlineSnapshot(`
      "expression: exp is a function and needs brackets, at column 1.
        given:    exp + 1
                  ^
        fix:      write exp(…)"
    `);
    expect(message("a.b")).toMatchInlineSnapshot(`
      "expression: "." has no meaning here, at column 2.
        given:    a.b
                   ^
        expected: numbers, names, + - * / ^ and round brackets
        fix:      a point stands only within a number: 0.5"
    `);
    expect(message("🙂 + a")).toMatchInlineSnapshot(`
      "expression: "🙂" has no meaning here, at column 1.
        given:    🙂 + a
                  ^
        expected: numbers, names, + - * / ^ and round brackets"
    `);
    expect(message("é² + 1")).toMatchInlineSnapshot(`
      "expression: "²" has no meaning here, at column 2.
        given:    é² + 1
                   ^
        expected: numbers, names, + - * / ^ and round brackets
        fix:      write ^2"
    `);
    expect(message("1e999")).toMatchInlineSnapshot(`
      "expression: 1e999 is too large a number, at column 1.
        given:    1e999
                  ^
        expected: at most 1.79e308"
    `);
    expect(message("1.2.3")).toMatchInlineSnapshot(`
      "expression: there is no sign between 1.2 and .3, at column 4.
        given:    1.2.3
                     ^
        expected: + - * / or ^
        fix:      for a product write 1.2*.3"
    `);
  });

  it("shows a part of what is long", () => {
    expect(message(`${"a + ".repeat(50)}* b${" + a".repeat(50)}`)).toMatchInlineSnapshot(`
      "expression: a value is missing between + and *, at column 201.
        given:    …a + a + a + a + a + a + a + a + a + a + * b + a + a + a + a + a + a + a + a + a +…
                                                           ^
        expected: a number, a name, a function or an opening bracket"
    `);
  });

  it.each(["(", "-", "exp(", "2^"])("refuses 100,000 times %s within each other, and says so", (piece) => {
    expect(message(piece.repeat(100_000))).toContain("too deep");
  });

  it("takes long sums and products as they are", () => {
    expect(evaluate(new Array(20_000).fill("1").join("+"))).toBe(20_000);
  });

  it("gives a value or an ExpressionError for any text", () => {
    const piece = fc.constantFrom(..."ab12.e+-*/^()×÷ ", "exp", "relu(", "constructor", "__proto__", "🙂");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          parseExpression(pieces.join(""));
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          expect(error.column).toBeGreaterThanOrEqual(1);
          expect(error.column).toBeLessThanOrEqual([...pieces.join("")].length + 1);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
