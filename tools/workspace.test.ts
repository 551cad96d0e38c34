import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { draw } from "./workspace/layers.ts";
import { readPackages } from "./workspace/packages.ts";
import { rules } from "./workspace/rules.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = readPackages(root);
const manifest = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as {
  devDependencies: Record<string, string>;
};
const rootTools = new Set(Object.keys(manifest.devDependencies));

describe.each(packages)("$manifest.name", (stone) => {
  it.each(Object.entries(rules))("%s", (_, rule) => {
    const problems = rule(stone, packages, rootTools);
    expect(problems, `${problems.join("\n")}\n\nThe packages as they are declared now:\n${draw(packages)}\n`).toEqual(
      [],
    );
  });
});
