import { expect, it } from "vitest";
import { callSiteIn } from "./call-site.js";

it("passes over installed packages, in Node's words", () => {
  const stack = `Error
    at callSite (file:///app/node_modules/@cairn-ml/tensor/dist/index.js:10:5)
    at new Tensor (file:///app/node_modules/@cairn-ml/tensor/dist/index.js:20:5)
    at Linear.forward (file:///app/node_modules/@cairn-ml/nn/dist/index.js:30:5)
    at Array.map (<anonymous>)
    at trainStep (file:///app/src/train.js:41:20)
    at main (file:///app/src/main.js:1:1)`;
  expect(callSiteIn(stack)).toEqual({ place: "/app/src/train.js:41:20", function: "trainStep" });
});

it("passes over the packages of a checkout, built or not, but not over their tests and benchmarks", () => {
  const stack = (last: string) => `Error
    at callSite (file:///cairn/packages/tensor/src/leaks/call-site.ts:1:1)
    at fit (file:///cairn/packages/train/dist/index.js:30:5)
    at async ${last}
    at /cairn/apps/cli/src/main.ts:1:1`;
  const place = (last: string) => callSiteIn(stack(last)).place;
  expect(place("file:///cairn/packages/train/src/fit.test.ts:7:2")).toBe("/cairn/packages/train/src/fit.test.ts:7:2");
  expect(place("go (file:///cairn/packages/train/bench/w1.ts:7:2)")).toBe("/cairn/packages/train/bench/w1.ts:7:2");
  expect(place("go (file:///cairn/packages/train/src/fit.ts:7:2)")).toBe("/cairn/apps/cli/src/main.ts:1:1");
});

it("shows files below the folder of the program from there", () => {
  const stack = `Error\n    at a (/x/tensor/dist/index.js:1:1)\n    at b (${process.cwd()}/src/b.ts:2:3)`;
  expect(callSiteIn(stack)).toEqual({ place: "src/b.ts:2:3", function: "b" });
});

it("reads stacks of Firefox and Safari", () => {
  const site = "https://example.org/node_modules/.vite/deps/@cairn-ml_tensor.js?v=1:10:5";
  const stack = `callSite@https://example.org/packages/tensor/dist/index.js:1:2\nfull@${site}\nstep@https://example.org/train.js:7:9\n`;
  expect(callSiteIn(stack)).toEqual({ place: "https://example.org/train.js:7:9", function: "step" });
});

it("names the functions in a bundle", () => {
  const stack = ["callSite", "made", "retain", "new Tensor", "empty", "full", "zeros", "trainStep", "main"]
    .map((name) => `    at ${name} (file:///app/bundle.js:1:2)`)
    .join("\n");
  expect(callSiteIn(`Error\n${stack}`)).toEqual({ place: "empty < full < zeros < trainStep < main", function: "" });
  expect(callSiteIn("")).toEqual({ place: "an unknown place", function: "" });
});
