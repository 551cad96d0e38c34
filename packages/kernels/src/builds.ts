import { EngineError } from "./errors.js";

/** The four builds of the one source. Relaxed SIMD fuses multiply and add; a shared build can have threads. */
export type BuildName = "relaxed" | "simd" | "relaxed-shared" | "simd-shared";

const modules: Record<BuildName, () => Promise<{ base64: string }>> = {
  relaxed: () => import("./generated/engine-relaxed.js"),
  simd: () => import("./generated/engine-simd.js"),
  "relaxed-shared": () => import("./generated/engine-relaxed-shared.js"),
  "simd-shared": () => import("./generated/engine-simd-shared.js"),
};

/** The bytes of a build's WebAssembly module. */
export async function loadBuild(build: BuildName): Promise<Uint8Array<ArrayBuffer>> {
  const { base64 } = await modules[build]();
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** The best unshared build that this JavaScript engine runs rightly. Throws: EngineError without WebAssembly SIMD. */
export function pickBuild(): BuildName {
  if (!WebAssembly.validate(probe(simdBody))) {
    throw new EngineError("createEngine", "this JavaScript engine has no WebAssembly SIMD.", {
      given: "a WebAssembly without 128-bit vectors",
      expected: "Node 20 or later, or a browser of 2023 or later",
      fix: 'use the reference device: `await init({ device: "reference" })`',
    });
  }
  return relaxedIsSound() && WebAssembly.validate(probe(relaxedBody)) ? "relaxed" : "simd";
}

/** V8 before 12 (Node 20) computes some relaxed operations wrongly until it has optimised the code. */
function relaxedIsSound(): boolean {
  const version = (globalThis as { process?: { versions?: { v8?: string } } }).process?.versions?.v8;
  return version === undefined || Number.parseInt(version, 10) >= 12;
}

const zero = [0xfd, 0x0c, ...new Array<number>(16).fill(0)]; // v128.const 0
const simdBody = [...zero, 0x1a]; // drop
const relaxedBody = [...zero, ...zero, ...zero, 0xfd, 0x85, 0x02, 0x1a]; // f32x4.relaxed_madd, drop

/** A module whose one function has this body. */
function probe(body: readonly number[]): Uint8Array<ArrayBuffer> {
  const code = [0, ...body, 0x0b]; // no locals, body, end
  return Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
    ...[1, 4, 1, 0x60, 0, 0], // types: () -> ()
    ...[3, 2, 1, 0], // one function of that type
    ...[10, code.length + 2, 1, code.length, ...code],
  );
}
