import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeFloat32, toBigInt64, toFloat32, toFloat64, toInt32 } from "./decode.js";
import { BITS_PER_ELEMENT, type SafetensorsDType } from "./dtypes.js";
import { readSafetensors } from "./read.js";
import { type NamedSafetensorsEntry, writeSafetensors } from "./write.js";

const dtypes = Object.keys(BITS_PER_ELEMENT) as SafetensorsDType[];
const shapes = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 });

/** Tensors of any dtype, shape and bytes; packed dtypes get a last axis of 8, which fills bytes. */
const tensors = fc.uniqueArray(
  fc
    .tuple(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.constantFrom(...dtypes),
      shapes,
      fc.infiniteStream(fc.nat(255)),
    )
    .map(([name, dtype, sizes, stream]): NamedSafetensorsEntry => {
      const shape = BITS_PER_ELEMENT[dtype] < 8 ? [...sizes, 8] : sizes;
      const length = (shape.reduce((a, b) => a * b, 1) * BITS_PER_ELEMENT[dtype]) / 8;
      return { name, dtype, shape, data: Uint8Array.from({ length }, () => stream.next().value) };
    }),
  { selector: ({ name }) => name, maxLength: 6 },
);
const metadata = fc
  .dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }))
  .map((d) => new Map(Object.entries(d)));

describe("writeSafetensors", () => {
  it("writes the bytes that the format describes", () => {
    const one = { name: "b", dtype: "U8", shape: [1], data: new Uint8Array([7]) } as const;
    const two = { name: "a", dtype: "U8", shape: [2, 1], data: new Uint8Array([8, 9]) } as const;
    const bytes = writeSafetensors([one, two], new Map([["k", "v"]]));
    const header =
      '{"__metadata__":{"k":"v"},"a":{"dtype":"U8","shape":[2,1],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}';
    const padding = " ".repeat((8 - (header.length % 8)) % 8);
    expect(new TextDecoder().decode(bytes.subarray(8, -3))).toBe(header + padding);
    expect([...bytes.subarray(0, 8)]).toEqual([header.length + padding.length, 0, 0, 0, 0, 0, 0, 0]);
    expect([...bytes.subarray(-3)]).toEqual([8, 9, 7]);
  });

  it("gives back what it was given, each element aligned", () => {
    fc.assert(
      fc.property(tensors, metadata, (given, texts) => {
        const bytes = writeSafetensors(given, texts);
        const read = readSafetensors(bytes);
        expect(read.metadata).toEqual(texts);
        expect(read.tensors.size).toBe(given.length);
        for (const { name, ...entry } of given) {
          const found = read.tensors.get(name)!;
          expect(found).toEqual(entry);
          expect((found.data.byteOffset * 8) % Math.max(8, BITS_PER_ELEMENT[found.dtype])).toBe(0);
        }
      }),
    );
  });

  it("gives the same bytes in whatever order the tensors come", () => {
    fc.assert(
      fc.property(tensors, metadata, (given, texts) => {
        const reversed = new Map([...given].reverse().map(({ name, ...entry }) => [name, entry]));
        expect(writeSafetensors(reversed, new Map([...texts].reverse()))).toEqual(writeSafetensors(given, texts));
      }),
    );
  });

  it("says which tensor it cannot write", () => {
    const data = new Uint8Array(20);
    expect(() =>
      writeSafetensors([{ name: "w", dtype: "F32", shape: [2, 3], data }]),
    ).toThrowErrorMatchingInlineSnapshot(`
      [SafetensorsError: writeSafetensors: tensor "w" has data of a wrong size.
        given:    F32 [2,3] and 20 bytes
        expected: 24 bytes
        fix:      pass the tensor's bytes, new Uint8Array(array.buffer, array.byteOffset, array.byteLength)]
    `);
    const w = { name: "w", dtype: "F32", shape: [5], data } as const;
    expect(() => writeSafetensors([w, w])).toThrow('tensor "w" is there twice');
    expect(() => writeSafetensors([{ ...w, name: "__metadata__" }])).toThrow("reserved name");
    expect(() => writeSafetensors([{ ...w, name: "\ud800" }])).toThrow("no valid Unicode");
    expect(() => writeSafetensors([{ ...w, shape: [-5] }])).toThrow("wrong shape");
    expect(() => writeSafetensors([{ ...w, dtype: "F33" as "F32" }])).toThrow("no known dtype");
    expect(() => writeSafetensors([w], new Map([["k", "\udfff"]]))).toThrow("no valid Unicode");
  });
});

describe("decoding", () => {
  it("reads floats from any alignment", () => {
    const bytes = new Uint8Array(13);
    bytes.set(encodeFloat32(Float32Array.of(1.5, -2, 0.1), "F32"), 1);
    const entry = { dtype: "F32", shape: [3], data: bytes.subarray(1) } as const;
    expect(toFloat32(entry)).toEqual(Float32Array.of(1.5, -2, 0.1));
    expect(toFloat64(entry)).toEqual(Float64Array.of(1.5, -2, Math.fround(0.1)));
  });

  it("rounds to 16 bits as worked by hand: to the nearest, halves to the even one", () => {
    const f16 = (x: number) => new Uint16Array(encodeFloat32(Float32Array.of(x), "F16").buffer)[0];
    const bf16 = (x: number) => new Uint16Array(encodeFloat32(Float32Array.of(x), "BF16").buffer)[0];
    expect([1, -2, 65504, 65519, 65520, -Infinity].map(f16)).toEqual([0x3c00, 0xc000, 0x7bff, 0x7bff, 0x7c00, 0xfc00]);
    expect([1 + 2 ** -11, 1 + 3 * 2 ** -11, 1 + 2 ** -11 + 2 ** -20].map(f16)).toEqual([0x3c00, 0x3c02, 0x3c01]);
    expect([2 ** -24, 2 ** -25, 2 ** -25 * 1.01, 3 * 2 ** -25, 2 ** -14 - 2 ** -25].map(f16)).toEqual([
      1, 0, 1, 2, 0x400,
    ]);
    expect([1, 1 + 2 ** -8, 1 + 3 * 2 ** -8, 3.4e38, Infinity].map(bf16)).toEqual([
      0x3f80, 0x3f80, 0x3f82, 0x7f80, 0x7f80,
    ]);
    expect(f16(NaN)! & 0x7fff).toBeGreaterThan(0x7c00);
    expect(bf16(NaN)! & 0x7fff).toBeGreaterThan(0x7f80);
  });

  it("gives every 16-bit number back after a float32 and back", () => {
    const every = Uint16Array.from({ length: 65536 }, (_, i) => i);
    for (const dtype of ["F16", "BF16"] as const) {
      const floats = toFloat32({ dtype, shape: [65536], data: new Uint8Array(every.buffer) });
      const back = new Uint16Array(encodeFloat32(floats, dtype).buffer);
      for (let i = 0; i < 65536; i++) if (!Number.isNaN(floats[i])) expect(back[i]).toBe(i);
    }
  });

  it("reads integers, exactly or not at all", () => {
    const data = new Uint8Array(BigInt64Array.of(5n, -1n).buffer);
    expect(toInt32({ dtype: "I64", shape: [2], data })).toEqual(Int32Array.of(5, -1));
    expect(toBigInt64({ dtype: "U64", shape: [2], data })).toEqual(BigUint64Array.of(5n, 2n ** 64n - 1n));
    expect(toInt32({ dtype: "BOOL", shape: [3], data: new Uint8Array([0, 1, 1]) })).toEqual(Int32Array.of(0, 1, 1));
    expect(toInt32({ dtype: "I8", shape: [2], data: new Uint8Array([255, 1]) })).toEqual(Int32Array.of(-1, 1));
    expect(() => toInt32({ dtype: "U64", shape: [2], data })).toThrowErrorMatchingInlineSnapshot(`
      [RangeError: toInt32: an element is too large.
        given:    18446744073709551615 at element 1, U64
        expected: -2147483648 to 2147483647
        fix:      read the tensor with toBigInt64]
    `);
    expect(() => toInt32({ dtype: "F32", shape: [4], data })).toThrow(TypeError);
    expect(() => toFloat32({ dtype: "I64", shape: [2], data })).toThrowErrorMatchingInlineSnapshot(`
      [TypeError: toFloat32: cannot read I64.
        given:    a tensor of I64
        expected: F64, F32, F16, BF16, F8_E4M3 or F8_E5M2
        fix:      read the bytes in the entry's data]
    `);
    expect(() => toFloat32({ dtype: "F32", shape: [3], data })).toThrow("16 bytes");
  });
});
