import { join } from "node:path";
import type { Plugin } from "vite";
import { readPackages, target } from "../workspace/packages.ts";
import { documentedSources, type Example, programs, readmes, root } from "./collect.ts";

/**
 * Lets a test import the example at `packages/tensor/README.md:12` as a module of its own. An example stands for the
 * reader's project, so it may import every package of ours, not only those that its own package declares.
 */
export function examplesPlugin(): Plugin {
  let examples: Map<string, Example> | undefined;
  const find = (id: string) => {
    if (!/\.example-\d+\.ts$/.test(id)) return undefined;
    const all = () => [...[...readmes(), ...documentedSources()].flatMap((page) => page.examples), ...programs()];
    examples ??= new Map(all().map((example) => [example.id, example] as const));
    return examples.get(id);
  };
  return {
    name: "cairn-examples",
    enforce: "pre",
    resolveId(specifier, importer) {
      if (find(specifier)) return specifier;
      if (!importer || !find(importer)) return undefined;
      return target(join(root, "README.md"), { specifier, line: 0 }, readPackages(root));
    },
    load: (id) => find(id)?.code,
  };
}
