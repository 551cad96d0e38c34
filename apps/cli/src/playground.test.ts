import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

let cairn: Cairn;
beforeAll(async () => {
  cairn = await buildCairn();
  const page = join(dirname(cairn.main), "page"); // the built one lies beside the program
  mkdirSync(page);
  writeFileSync(join(page, "index.html"), "<h1>a page</h1>");
}, 60_000);
afterAll(() => cairn.remove());

describe("cairn playground", () => {
  it("serves the page with the headers that threads need, and ends quietly with Ctrl-C", async () => {
    const { child, ended } = cairn.start(["playground", "--port", "0", "--no-open"]);
    const [text] = await once(child.stdout!, "data");
    const [url = ""] = /http:\/\/127\.0\.0\.1:\d+\//.exec(text) ?? [];
    const response = await fetch(url);
    expect(await response.text()).toBe("<h1>a page</h1>");
    expect(response.headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
    expect(response.headers.get("Cross-Origin-Embedder-Policy")).toBe("require-corp");
    expect((await fetch(`${url}lesson/3?lr=1e-4`, { redirect: "manual" })).headers.get("Location")).toBe(
      "/#/lesson/3?lr=1e-4",
    );
    child.kill("SIGINT");
    expect(await ended).toEqual({
      code: 0,
      stdout: `The playground is at ${url} until you press Ctrl-C.\n`,
      stderr: "",
    });
  });

  it("says that a port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, stdout, stderr } = await cairn.run(["playground", "--no-open", "--port", String(port)]);
    other.close();
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr.replaceAll(String(port), "4173")).toMatchInlineSnapshot(`
      "PortError: playground: port 4173 is taken.
        given:    --port 4173
        expected: a port on which nobody listens
        fix:      end what listens there, or leave --port out: a free one is found
      "
    `);
  });

  it("refuses what is no port", async () => {
    const { code, stderr } = await cairn.run(["playground", "--port", "70000"]);
    expect(code).toBe(2);
    expect(stderr).toContain("is not a whole number from 0 to 65535");
  });
});
