import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Files, files } from "./bundle.ts";
import type { PeerJob } from "./request.ts";

/** What the page loads of the peers' folder, by the names under which it does. */
const modules: Readonly<Record<string, string>> = {
  "jax-js": "@jax-js/jax",
  "tfjs-core": "@tensorflow/tfjs-core",
  "tfjs-gradients": "@tensorflow/tfjs-core/dist/register_all_gradients",
  "tfjs-wasm": "@tensorflow/tfjs-backend-wasm",
  "tfjs-cpu": "@tensorflow/tfjs-backend-cpu",
  "tfjs-webgl": "@tensorflow/tfjs-backend-webgl",
  "tfjs-webgpu": "@tensorflow/tfjs-backend-webgpu",
  "ort-web": "onnxruntime-web/wasm",
};

/** The folder's program that writes GPT-2's graph for onnxruntime, with random weights. */
const graphProgram = "lib/onnx-gpt2.cjs";

/** Programs that those start by themselves, served where they are. */
const binaries = [
  ...["", "-simd", "-threaded-simd"].map((kind) => `@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm${kind}.wasm`),
  ...["mjs", "wasm"].map((kind) => `onnxruntime-web/dist/ort-wasm-simd-threaded.${kind}`),
];

/** The backends of a system that are tried, and what it takes for each. */
const systems = {
  "jax-js": { package: "@jax-js/jax", backends: { wasm: "@jax-js/jax", webgl: "@jax-js/jax", webgpu: "@jax-js/jax" } },
  tfjs: {
    package: "@tensorflow/tfjs-core",
    backends: {
      wasm: "@tensorflow/tfjs-backend-wasm",
      cpu: "@tensorflow/tfjs-backend-cpu",
      webgl: "@tensorflow/tfjs-backend-webgl",
      webgpu: "@tensorflow/tfjs-backend-webgpu",
    },
  },
  "ort-web": { package: "onnxruntime-web", backends: { wasm: "onnxruntime-web" } },
} as const;

const systemsOf: Readonly<Record<string, readonly PeerJob["system"][]>> = {
  "w5-mlp": ["jax-js", "tfjs"],
  "w9-gpt-train": ["jax-js", "tfjs"],
  "w10-gpt2-infer": ["ort-web"],
};

/** One backend of another system. */
export interface Peer extends Pick<PeerJob, "system" | "backend"> {
  /** "tfjs wasm" */
  readonly title: string;
  readonly version: string;
  /** Whether it computes on threads; a graphics backend does not. */
  readonly hasThreads: boolean;
  /** Why it cannot run. */
  readonly missing: string | undefined;
}

/** The peers of a workload that a folder with `node_modules` may have. */
export function peersOf(folder: string, workload: string): Peer[] {
  return (systemsOf[workload] ?? []).flatMap((system) => {
    const { package: main, backends } = systems[system];
    return Object.entries(backends).map(([backend, name]) => {
      const missing = reasonWhyNot(folder, system, [main, name]);
      const hasThreads = backend === "wasm";
      const version = missing ? "" : versionOf(folder, main);
      return { system, backend, title: `${system} ${backend}`, version, hasThreads, missing };
    });
  });
}

/** The peers' packages, bundled from the folder, and their binaries. */
export async function bundlePeers(folder: string): Promise<Files> {
  const there = Object.entries(modules).filter(([, name]) => has(folder, name));
  if (there.length === 0) return new Map();
  const bundled = await files("/peers/", {
    root: folder,
    build: {
      minify: false, // a backend makes a Worker's program of a function's text
      assetsInlineLimit: 0,
      rolldownOptions: { input: Object.fromEntries(there), preserveEntrySignatures: "strict" },
    },
  });
  const paths = binaries.map((path) => [path, join(folder, "node_modules", path)] as const);
  const graph = join(folder, graphProgram);
  return new Map([
    ["/peers/gpt2.onnx", () => (createRequire(graph)(graph) as { build(): Uint8Array }).build()],
    ...bundled,
    ...paths
      .filter(([, file]) => existsSync(file))
      .map(([path, file]) => [`/peers/node_modules/${path}`, pathToFileURL(file)] as const),
  ]);
}

function reasonWhyNot(folder: string, system: PeerJob["system"], packages: readonly string[]): string | undefined {
  const missing = packages.find((name) => !has(folder, name));
  if (missing) return `${missing} is not in ${join(folder, "node_modules")}`;
  return system === "ort-web" && !existsSync(join(folder, graphProgram))
    ? `${graphProgram} is not in ${folder}`
    : undefined;
}

function has(folder: string, name: string): boolean {
  const depth = name.startsWith("@") ? 2 : 1;
  return existsSync(join(folder, "node_modules", ...name.split("/").slice(0, depth), "package.json"));
}

function versionOf(folder: string, name: string): string {
  const manifest = readFileSync(join(folder, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
