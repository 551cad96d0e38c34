import { type BuildName, loadBuild } from "@cairn-ml/kernels";
import type { CountedWorkload } from "../workload.js";

const builds: readonly BuildName[] = ["relaxed", "simd", "relaxed-shared", "simd-shared"];

export const size: CountedWorkload = {
  name: "size",
  about: "bytes of the engine, gzip",
  single: true,
  async *figures() {
    for (const build of builds) {
      const zipped = new Blob([await loadBuild(build)]).stream().pipeThrough(new CompressionStream("gzip"));
      const { byteLength } = await new Response(zipped).arrayBuffer();
      yield { metric: `engine "${build}"`, unit: "bytes", values: [byteLength], note: "gzip" };
    }
  },
};
