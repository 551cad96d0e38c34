import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { expect, it } from "vitest";

const page = `
  import { init, tensor } from "@cairn-ml/tensor";
  import { tfjsDevice } from "./index.js";
  await init({ device: await tfjsDevice({ backend: "cpu" }) });
  document.title = tensor([1, 2]).sum().item();
`;

/** A page's program, as vite bundles it for browsers. */
async function bundle(): Promise<Rolldown.OutputChunk[]> {
  const id = fileURLToPath(new URL("page.ts", import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: "silent",
    resolve: { conditions: ["@cairn-ml/source", "module", "browser", "production"] },
    plugins: [
      {
        name: "page",
        resolveId: (specifier) => (specifier === id ? id : undefined),
        load: (file) => (file === id ? page : undefined),
      },
    ],
    build: { write: false, target: "esnext", minify: false, rolldownOptions: { input: id } },
  });
  const { output } = built as Rolldown.RolldownOutput;
  return output.filter((file) => file.type === "chunk");
}

it("is bundled for a page: the ES modules of TensorFlow.js, each backend in a chunk of its own, nothing left to import", async () => {
  const chunks = await bundle();
  const names = new Set(chunks.map(({ fileName }) => fileName));
  for (const { imports, dynamicImports } of chunks) {
    expect([...imports, ...dynamicImports].filter((name) => !names.has(name))).toEqual([]);
  }
  const entry = chunks.find(({ isEntry }) => isEntry)!;
  const modules = chunks.flatMap((chunk) => Object.keys(chunk.modules).map((id) => [id, chunk] as const));
  const chunksWith = (path: RegExp) => modules.flatMap(([id, chunk]) => (path.test(id) ? [chunk.fileName] : []));
  expect(chunksWith(/tfjs-core\/dist\/engine\.js$/)).toHaveLength(1);
  expect(chunksWith(/tf-core\.node\.js$/)).toEqual([]);
  const [cpu, wasm] = [chunksWith(/backend_cpu\.js$/), chunksWith(/backend_wasm\.js$/)];
  expect([cpu.length, wasm.length]).toEqual([1, 1]);
  expect(new Set([...cpu, ...wasm, entry.fileName]).size).toBe(3);
});
