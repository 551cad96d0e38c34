import { ShapeError } from "@cairn-ml/tensor";
import { TokenizerError } from "@cairn-ml/tokenizers";
import { describe, expect, it } from "vitest";
import { exitCodeOf, explain, InputError, Interrupted, UsageError } from "./errors.js";

describe("explain", () => {
  const parts = { given: "a (2, 3)", expected: "a (3, 2)", fix: "pass a.mT" };

  it("takes the fields of our errors, and the first line as the message", () => {
    const error = new ShapeError("matmul", "does not fit.", parts);
    expect(explain(error)).toEqual({ name: "ShapeError", message: "matmul: does not fit.", ...parts });
    expect(explain(new UsageError("wrong.", parts))).toEqual({ name: "UsageError", message: "wrong.", ...parts });
    expect(explain(new InputError("wrong."))).toEqual({ name: "InputError", message: "wrong." });
  });

  it("reads the lines of errors that have no fields", () => {
    const error = new TokenizerError({ op: "encode", what: "no such token", ...parts });
    expect(explain(error)).toEqual({ name: "TokenizerError", message: "encode: no such token.", ...parts });
    const named = new Error("EngineError: allocate: out of memory.\n  given:    1\n  more\n  fix:      less");
    named.name = "EngineError";
    expect(explain(named)).toEqual({
      ...{ name: "EngineError", message: "allocate: out of memory.", given: "1\n  more", fix: "less" },
    });
  });

  it("asks for a report of what nobody expected", () => {
    expect(explain(new TypeError("x is not a function"))).toEqual({
      ...{ name: "TypeError", message: "x is not a function" },
      fix: "run it again with --verbose to see where this happened, and report it",
    });
    expect(explain("text")).toEqual({ name: "Error", message: "text" });
  });
});

it("exit codes tell bad usage from other errors", () => {
  const codes = [new UsageError(""), new InputError(""), new Error(""), new Interrupted("")].map(exitCodeOf);
  expect(codes).toEqual([2, 1, 1, 130]);
});
