import { type BuildName, bytesOf } from "../builds.js";

const modules: Record<BuildName, () => Promise<{ base64: string }>> = {
  relaxed: () => import("../generated/halves-relaxed.js"),
  simd: () => import("../generated/halves-simd.js"),
  "relaxed-shared": () => import("../generated/halves-relaxed-shared.js"),
  "simd-shared": () => import("../generated/halves-simd-shared.js"),
};

/** The bytes of a build of the module for rows of float16, which is loaded only where somebody asks for it. */
export async function loadHalvesBuild(build: BuildName): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf((await modules[build]()).base64);
}
