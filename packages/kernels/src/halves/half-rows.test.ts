import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { testBuilds } from "../wasm/engine.test-helper.js";
import { loadHalvesBuild } from "./builds.js";
import { createHalfRows } from "./half-rows.js";
import { productsReference } from "./reference.test-helper.js";

/** What the bits of a float16 stand for. Source: IEEE 754-2019, 3.4. */
function valueOf(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

const finite = Uint16Array.from({ length: 65536 }, (_, bits) => bits).filter((bits) => (bits & 0x7c00) !== 0x7c00);

describe.each(testBuilds)("rows of float16, build %s", (build) => {
  it("are the numbers that their bits say, every one of them", async () => {
    const rows = await createHalfRows(1, build);
    rows.add(finite);
    const found = rows.products(Float32Array.of(1), 0, finite.length)!;
    expect(found).toEqual(Float32Array.from(finite, (bits) => valueOf(bits) + 0)); // sums have no -0
  });

  it.each([1, 2, 7, 8, 9, 16, 25])("of %i numbers have the products of the reference", async (dim) => {
    const rows = await createHalfRows(dim, build);
    const bits = Uint16Array.from({ length: dim * 21 }, (_, i) => (i * 7919) & 0xbbff); // below 2 in size
    const all = Float32Array.from({ length: dim }, () => 1);
    rows.add(bits.subarray(0, dim * 4));
    expect(rows.products(all, 0, 4)!.length).toBe(4); // lie where the next rows will
    rows.add(bits.subarray(dim * 4));
    const query = Float32Array.from({ length: dim }, (_, k) => ((k * 37) % 19) / 10 - 1);
    const values = Array.from(bits, valueOf);
    const expected = productsReference(values, query);
    const found = rows.products(query, 3, 20)!;
    found.forEach((value, i) => {
      const terms = query.reduce((sum, q, k) => sum + Math.abs(q * values[(3 + i) * dim + k]!), 0);
      expect(Math.abs(value - expected[3 + i]!)).toBeLessThanOrEqual(1e-6 * terms);
    });
    expect(rows.rows(2, 6)).toEqual(bits.slice(2 * dim, 6 * dim));
    expect(rows.count).toBe(21);
  });

  it("are computed by a module of at most 300 bytes", async () => {
    expect(gzipSync(await loadHalvesBuild(build), { level: 9 }).length).toBeLessThanOrEqual(300);
  });
});
