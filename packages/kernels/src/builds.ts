import { EngineError } from "./errors.js";
import { wasmFeatures } from "./features.js";

/** The four builds of the one source. Relaxed SIMD fuses multiply and add; a shared build can have threads. */
export type BuildName = "relaxed" | "simd" | "relaxed-shared" | "simd-shared";

const modules: Record<BuildName, () => Promise<{ base64: string }>> = {
  relaxed: () => import("./generated/engine-relaxed.js"),
  simd: () => import("./generated/engine-simd.js"),
  "relaxed-shared": () => import("./generated/engine-relaxed-shared.js"),
  "simd-shared": () => import("./generated/engine-simd-shared.js"),
};

interface NodeBuffer {
  from(text: string, encoding: "base64"): Uint8Array<ArrayBuffer>;
}

/** The bytes of a build's WebAssembly module. */
export async function loadBuild(build: BuildName): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf((await modules[build]()).base64);
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const { Buffer } = globalThis as { Buffer?: NodeBuffer };
  if (Buffer) return Buffer.from(base64, "base64"); // a third of the time that init takes in Node
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** The best build that this JavaScript engine runs rightly. Throws: EngineError without WebAssembly SIMD. */
export function pickBuild(shared: boolean = false): BuildName {
  const { simd, relaxedSimd, threads } = wasmFeatures();
  if (!simd) {
    throw new EngineError("createEngine", "this JavaScript engine has no WebAssembly SIMD.", {
      given: "a WebAssembly without 128-bit vectors",
      expected: "Node 20 or later, or a browser of 2023 or later",
      fix: 'use the reference device: `await init({ device: "reference" })`',
    });
  }
  const build = relaxedSimd ? "relaxed" : "simd";
  return shared && threads ? `${build}-shared` : build;
}
