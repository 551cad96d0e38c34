import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { kernelTable } from "../generated/kernels.js";

/** The tests here that compare a launch with its reference. */
const folder = new URL(".", import.meta.url);
const tests = readdirSync(folder)
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"))
  .filter((text) => text.includes("compare(engine, "));

it.each(Object.keys(kernelTable))("%s is compared with its reference", (kernel) => {
  const named = new RegExp(`"${kernel}"|^ +${kernel}: \\{`, "m"); // as a string, or as a key of a table of tolerances
  expect(tests.some((text) => named.test(text))).toBe(true);
});
