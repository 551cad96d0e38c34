import { expectClose, fromData, init, Rng, tensor, uniform } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { fromEntry, readSafetensors, type SafetensorsDType, toEntry, writeSafetensors } from "./index.js";

const devices = [
  { device: "reference", dtype: "float64", file: "F64" },
  { device: "reference", dtype: "float32", file: "F32" },
  { device: "wasm", dtype: "float32", file: "F32" },
] as const;

describe.each(devices)("entries of $dtype on $device", ({ device, dtype, file }) => {
  beforeAll(async () => {
    await init({ device, dtype });
  });

  it("are the tensor's own numbers", () => {
    const entry = toEntry(tensor([[1, -2]]));
    expect([entry.dtype, entry.shape]).toEqual([file, [1, 2]]);
    const expected = file === "F64" ? Float64Array.of(1, -2) : Float32Array.of(1, -2);
    expect([...entry.data]).toEqual([...new Uint8Array(expected.buffer)]);
    expect(toEntry(fromData([7, 8], [2], { dtype: "int32" }))).toEqual({
      dtype: "I32",
      shape: [2],
      data: new Uint8Array([7, 0, 0, 0, 8, 0, 0, 0]),
    });
    expect(toEntry(tensor([1, 2]).greater(1))).toEqual({ dtype: "BOOL", shape: [2], data: new Uint8Array([0, 1]) });
  });

  it("come back to the bit through a file, views too", () => {
    const special = [0, -0, Infinity, -Infinity, NaN, 2 ** -149, 3.4028234663852886e38, 0.1];
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 4 }), fc.nat(), (shape, seed) => {
        const size = shape.reduce((a, b) => a * b, 1);
        const values = [...uniform(new Rng(seed), [size], -9, 9).data()].map(
          (v, i) => special[(i * 3 + seed) % 11] ?? v,
        );
        const x = fromData(values, shape);
        for (const y of shape.length >= 2 ? [x, x.mT] : [x]) {
          const bytes = writeSafetensors(new Map([["x", toEntry(y)]]));
          const back = fromEntry(readSafetensors(bytes).tensors.get("x")!);
          expect([back.shape, back.dtype]).toEqual([y.shape, y.dtype]);
          const bits = (t: typeof y) => [...new Uint8Array(toEntry(t).data)];
          expect(bits(back)).toEqual(bits(y));
        }
      }),
    );
  });

  it("do not change with the tensor they came from", () => {
    const x = tensor([1, 2]);
    const entry = toEntry(x);
    x.dispose();
    expect(fromEntry(entry).toArray()).toEqual([1, 2]);
  });

  it("of every dtype that tensors can hold are read", () => {
    const entry = (kind: SafetensorsDType, array: ArrayBufferView, shape: number[]) =>
      fromEntry({ dtype: kind, shape, data: new Uint8Array(array.buffer) });
    const read: [ReturnType<typeof fromEntry>, string, unknown][] = [
      [entry("F64", Float64Array.of(0.5, -1), [2]), dtype, [0.5, -1]],
      [entry("F32", Float32Array.of(0.5), []), dtype, 0.5],
      [entry("F16", Uint16Array.of(0x3c00, 0xc000), [2, 1]), dtype, [[1], [-2]]],
      [entry("BF16", Uint16Array.of(0x3f80), [1]), dtype, [1]],
      [entry("I32", Int32Array.of(-5), [1]), "int32", [-5]],
      [entry("I16", Int16Array.of(-5), [1]), "int32", [-5]],
      [entry("U16", Uint16Array.of(65535), [1]), "int32", [65535]],
      [entry("I8", Int8Array.of(-5), [1]), "int32", [-5]],
      [entry("U8", Uint8Array.of(255), [1]), "int32", [255]],
      [entry("BOOL", Uint8Array.of(1, 0), [2]), "bool", [1, 0]],
    ];
    for (const [x, kind, values] of read) expect([x.dtype, x.toArray()]).toEqual([kind, values]);
    expectClose(entry("F64", Float64Array.of(0.1), []).item(), 0.1, { rtol: 1e-7 });
  });

  it("of other dtypes are refused by name", () => {
    const refused = (kind: SafetensorsDType, bytes: number) => () =>
      fromEntry({ dtype: kind, shape: [1], data: new Uint8Array(bytes) });
    expect(refused("I64", 8)).toThrowErrorMatchingInlineSnapshot(`
      [DTypeError: fromEntry: tensors of I64 can not be computed with.
        given:    I64
        expected: F64, F32, F16, BF16, I32, I16, I8, U16, U8 or BOOL
        fix:      convert it first, or read the entry's numbers with toBigInt64 or toFloat32]
    `);
    expect(refused("U32", 4)).toThrow("tensors of U32");
    expect(refused("U64", 8)).toThrow("tensors of U64");
    expect(refused("F8_E4M3", 1)).toThrow("tensors of F8_E4M3");
  });
});
