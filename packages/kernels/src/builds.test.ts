import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type BuildName, loadBuild } from "./builds.js";

describe.each<BuildName>(["relaxed", "simd", "relaxed-shared", "simd-shared"])("the build %s", (build) => {
  it("takes at most 12,000 bytes with gzip", async () => {
    expect(gzipSync(await loadBuild(build), { level: 9 }).length).toBeLessThanOrEqual(12_000);
  });

  it("exports no kernel", async () => {
    const module = await WebAssembly.compile(await loadBuild(build));
    const names = WebAssembly.Module.exports(module).map(({ name }) => name);
    expect(names).toContain("run");
    expect(names).not.toContain("matmul");
  });
});
