import { readdirSync } from "node:fs";
import * as api from "@cairn-ml/tensor";
import { expect, it } from "vitest";
import { opSamples } from "./op-samples.test-data.js";

/** The ops of ops/index.ts: they are functions and methods too. */
const methods = Object.entries(api)
  .filter(([name, value]) => typeof value === "function" && Object.hasOwn(api.Tensor.prototype, name))
  .map(([name]) => name);

/** The ops on lists: a file each in ops/lists. */
const lists = readdirSync(new URL("../../tensor/src/ops/lists", import.meta.url))
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && file !== "index.ts")
  .map((file) => file.slice(0, -3).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));

it("finds the ops", () => {
  expect(methods).toContain("matmul");
  expect(methods).not.toContain("item");
  expect(lists).toEqual(["concat", "stack"]);
});

it.each([...methods, ...lists])("%s has samples in op-samples.test-data.ts", (name) => {
  expect(Object.keys(opSamples), `add samples of ${name} to op-samples.test-data.ts`).toContain(name);
});

it("has samples of nothing else", () => {
  expect(Object.keys(opSamples).filter((name) => ![...methods, ...lists].includes(name))).toEqual([]);
});
