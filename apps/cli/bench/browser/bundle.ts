import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
const { version } = JSON.parse(manifest) as { version: string };

/** Files by their path on the server. */
export type Files = ReadonlyMap<string, string>;

/** The page's program and that of its Workers, bundled from the sources. */
export async function bundle(): Promise<Files> {
  const input = Object.fromEntries(
    ["page", "worker"].map((name) => [name, fileURLToPath(new URL(`${name}.ts`, import.meta.url))]),
  );
  const result = await build({
    configFile: false,
    logLevel: "error",
    define: { cairnVersion: JSON.stringify(version) },
    resolve: { conditions: ["@cairn-ml/source", "module", "browser", "default"] },
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: { input, output: { entryFileNames: "[name].js" } },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]) as { output: { fileName: string; code?: string }[] }[];
  return new Map(outputs.flatMap(({ output }) => output.map(({ fileName, code = "" }) => [`/${fileName}`, code])));
}
