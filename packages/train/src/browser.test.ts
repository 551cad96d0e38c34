import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { expect, it } from "vitest";
import * as browser from "./browser.js";
import * as node from "./node.js";

it("has nothing in browsers that is not there in Node, and says so when it is called", async () => {
  for (const name of Object.keys(browser)) expect(node).toHaveProperty(name);
  await expect(browser.saveModel("runs/line", {})).rejects.toThrowErrorMatchingInlineSnapshot(`
    [CairnError: saveModel: a browser has no folders.
      given:    runs/line
      expected: Node
      fix:      keep \`model.config\` and \`model.weights\` in a place of your own]
  `);
  await expect(browser.readModel("runs/line")).rejects.toThrow("readModel: a browser has no folders");
});

it("is what a page gets, bundled from the sources", async () => {
  const input = fileURLToPath(new URL("page.ts", import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: "silent",
    resolve: { conditions: ["@cairn-ml/source", "module", "browser", "default"] },
    plugins: [
      {
        name: "page",
        resolveId: (id) => (id === input ? input : undefined),
        load: (id) =>
          id === input ? 'import("@cairn-ml/train/node").then(({ saveModel }) => saveModel("x", {}));' : undefined,
      },
    ],
    build: { write: false, target: "esnext", rolldownOptions: { input } },
  });
  const { output } = built as Rolldown.RolldownOutput;
  const modules = output.flatMap((file) => (file.type === "chunk" ? Object.keys(file.modules) : []));
  expect(modules.filter((id) => /node:|browser-external|train\/src\/(node|files)\.ts/.test(id))).toEqual([]);
  expect(modules).toContain(fileURLToPath(new URL("browser.ts", import.meta.url)));
});
