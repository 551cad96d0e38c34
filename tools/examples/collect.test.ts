import { expect, it } from "vitest";
import { codeBlocks } from "./collect.ts";

it("takes the ts blocks of a page, with the line of their fence", () => {
  const text = "# Title\n\n```ts\nconst a = 1;\n```\n\n```sh\nls\n```\n\n```ts\nconst b = 2;\n```\n";
  expect(codeBlocks(text, false)).toEqual([
    { line: 3, code: "const a = 1;\n" },
    { line: 11, code: "const b = 2;\n" },
  ]);
});

it("takes blocks out of doc comments and leaves template strings alone", () => {
  const text =
    "/**\n * Adds.\n *\n * ```ts\n * if (true) {\n *   add(1, 2);\n * }\n * ```\n */\nconst s = `\n```ts\nno\n```\n`;\n";
  expect(codeBlocks(text, true)).toEqual([{ line: 4, code: "if (true) {\n  add(1, 2);\n}\n" }]);
});
