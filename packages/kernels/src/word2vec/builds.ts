import { type BuildName, bytesOf } from "../builds.js";

const modules: Record<BuildName, () => Promise<{ base64: string }>> = {
  relaxed: () => import("../generated/word2vec-relaxed.js"),
  simd: () => import("../generated/word2vec-simd.js"),
  "relaxed-shared": () => import("../generated/word2vec-relaxed-shared.js"),
  "simd-shared": () => import("../generated/word2vec-simd-shared.js"),
};

/** The bytes of a build of the word2vec module, which is loaded only where somebody asks for it. */
export async function loadWord2vecBuild(build: BuildName): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf((await modules[build]()).base64);
}
