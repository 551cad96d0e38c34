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
