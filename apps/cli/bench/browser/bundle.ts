import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type InlineConfig } from "vite";

const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
const { version } = JSON.parse(manifest) as { version: string };

/** What a file holds, where it is, or how it is made each time. */
type Content = string | Uint8Array | URL | (() => Uint8Array);

/** Files by their path on the server. */
export type Files = ReadonlyMap<string, Content>;

const source = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));

/** The page's program, those of its Workers and of its frames, bundled from the sources. */
export function bundle(): Promise<Files> {
  return files("/", {
    define: { cairnVersion: JSON.stringify(version) },
    resolve: { conditions: ["@cairn-ml/source", "module", "browser", "default"] },
    build: {
      rolldownOptions: {
        input: { page: source("page"), worker: source("worker"), frame: source("peers/frame") },
      },
    },
  });
}

/** What is bundled, each file by its path below `place`. */
export async function files(place: string, config: InlineConfig): Promise<Map<string, Content>> {
  const { rolldownOptions, ...options } = config.build!;
  const result = await build({
    ...config,
    configFile: false,
    logLevel: "error",
    build: {
      ...{ write: false, target: "es2022", modulePreload: false, ...options },
      rolldownOptions: { ...rolldownOptions, output: { entryFileNames: "[name].js" } },
    },
  });
  type Output = { fileName: string; code?: string; source?: string | Uint8Array };
  const outputs = (Array.isArray(result) ? result : [result]) as { output: Output[] }[];
  return new Map(
    outputs.flatMap(({ output }) =>
      output.map(({ fileName, code, source = "" }) => [`${place}${fileName}`, code ?? source]),
    ),
  );
}
