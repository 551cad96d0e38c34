import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type BuildName, loadBuild } from "./builds.js";
import { loadWord2vecBuild } from "./word2vec/builds.js";

describe.each<BuildName>(["relaxed", "simd", "relaxed-shared", "simd-shared"])("the build %s", (build) => {
  it("takes at most 12,000 bytes with gzip", async () => {
    expect(gzipSync(await loadBuild(build), { level: 9 }).length).toBeLessThanOrEqual(12_000);
  });

  it("has no state but the memory: instances in several threads would not share a global", async () => {
    expect(await globals(build)).toEqual([]);
  });

  it("leaves word2vec to a module of its own, of at most 2,000 bytes", async () => {
    expect(gzipSync(await loadWord2vecBuild(build), { level: 9 }).length).toBeLessThanOrEqual(2000);
  });

  it("has the functions of threads only where memory is shared", async () => {
    const names = WebAssembly.Module.exports(await WebAssembly.compile(await loadBuild(build))).map(({ name }) => name);
    expect(names.includes("work")).toBe(build.endsWith("-shared"));
  });

  it("exports no kernel", async () => {
    const module = await WebAssembly.compile(await loadBuild(build));
    const names = WebAssembly.Module.exports(module).map(({ name }) => name);
    expect(names).toContain("run");
    expect(names).not.toContain("matmul");
  });
});

/** The bytes of the section of globals. Source: WebAssembly Core Specification 2.0, 5.5 (binary format of modules). */
async function globals(build: BuildName): Promise<number[]> {
  const bytes = await loadBuild(build);
  const readNumber = (at: number): [value: number, next: number] => {
    let [value, shift] = [0, 0];
    for (; bytes[at]! >= 128; shift += 7) value |= (bytes[at++]! & 127) << shift;
    return [value | (bytes[at]! << shift), at + 1];
  };
  for (let at = 8; at < bytes.length; ) {
    const [size, next] = readNumber(at + 1);
    if (bytes[at] === 6) return [...bytes.subarray(next, next + size)];
    at = next + size;
  }
  return [];
}
