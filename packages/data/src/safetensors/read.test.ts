import { describe, expect, it } from "vitest";
import { SafetensorsError } from "./error.js";
import { readSafetensors } from "./read.js";

/** A file of a header and so many bytes 0, 1, 2, … of data. */
function file(header: string, dataLength = 0): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  for (let i = 0; i < dataLength; i++) bytes[8 + text.length + i] = i;
  return bytes;
}

const read = (header: string, dataLength = 0) =>
  readSafetensors(file(header, dataLength), { name: "model.safetensors" });

describe("readSafetensors", () => {
  it("reads what the format describes, in the order of the data, without copying", () => {
    const bytes = file(
      '{"b":{"dtype":"F32","shape":[],"data_offsets":[3,7]},"__metadata__":{"k":"v"},"a":{"dtype":"U8","shape":[1,3],"data_offsets":[0,3]}} ',
      7,
    );
    const { metadata, tensors } = readSafetensors(bytes);
    expect(metadata).toEqual(new Map([["k", "v"]]));
    expect([...tensors.keys()]).toEqual(["a", "b"]);
    expect(tensors.get("a")).toEqual({ dtype: "U8", shape: [1, 3], data: new Uint8Array([0, 1, 2]) });
    expect(tensors.get("b")).toEqual({ dtype: "F32", shape: [], data: new Uint8Array([3, 4, 5, 6]) });
    expect(tensors.get("a")!.data.buffer).toBe(bytes.buffer);
  });

  it("reads a file that lies inside a larger buffer, and one in a Buffer", () => {
    const bytes = file('{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}', 2);
    const inside = new Uint8Array(bytes.length + 9);
    inside.set(bytes, 5);
    for (const view of [inside.subarray(5, 5 + bytes.length), Buffer.from(bytes)]) {
      const { data } = readSafetensors(view).tensors.get("a")!;
      expect(data).toEqual(new Uint8Array([0, 1]));
      expect(Object.getPrototypeOf(data)).toBe(Uint8Array.prototype);
    }
  });

  it("takes names that mean something to JavaScript as names", () => {
    const { tensors, metadata } = read(
      '{"__metadata__":{"__proto__":"x"},"__proto__":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}',
    );
    expect([...tensors.keys()]).toEqual(["__proto__"]);
    expect(metadata.get("__proto__")).toBe("x");
  });

  it("counts packed dtypes in bits", () => {
    expect(read('{"a":{"dtype":"F4","shape":[4],"data_offsets":[0,2]}}', 2).tensors.get("a")!.data.length).toBe(2);
    expect(read('{"a":{"dtype":"F6_E2M3","shape":[4],"data_offsets":[0,3]}}', 3).tensors.get("a")!.data.length).toBe(3);
    expect(() => read('{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}', 2)).toThrow("do not fill whole bytes");
  });

  it("says which tensor of which file is wrong, and how", () => {
    expect(() =>
      read('{"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,20]}}', 20),
    ).toThrowErrorMatchingInlineSnapshot(`
      [SafetensorsError: readSafetensors: model.safetensors: tensor "w" has a shape that disagrees with its bytes.
        given:    F32 [2,3] and 20 bytes, from 0 to 20
        expected: 24 bytes
        fix:      download or write the file again; this one is not whole or not a safetensors file]
    `);
    expect(() => read('{"w":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}', 4)).toThrowErrorMatchingInlineSnapshot(`
      [SafetensorsError: readSafetensors: model.safetensors: tensor "w" has no known dtype.
        given:    "f32"
        expected: one of BOOL, F4, F6_E2M3, F6_E3M2, U8, I8, F8_E5M2, F8_E4M3, F8_E8M0, F8_E4M3FNUZ, F8_E5M2FNUZ, I16, U16, F16, BF16, I32, U32, F32, C64, F64, I64, U64
        fix:      download or write the file again; this one is not whole or not a safetensors file]
    `);
    expect(() => read('{"w":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}', 2)).toThrowErrorMatchingInlineSnapshot(`
      [SafetensorsError: readSafetensors: model.safetensors: tensor "w" ends after the file.
        given:    data from 0 to 4, of 2 bytes
        expected: an end of 2 at most
        fix:      download or write the file again; this one is not whole or not a safetensors file]
    `);
    expect(() =>
      read(
        '{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"w":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}',
        2,
      ),
    ).toThrowErrorMatchingInlineSnapshot(`
      [SafetensorsError: readSafetensors: model.safetensors: the header is not valid JSON.
        given:    the key "w" is there twice, at character 56
        expected: a JSON object that names each tensor once
        fix:      download or write the file again; this one is not whole or not a safetensors file]
    `);
    expect(() => readSafetensors(new Uint8Array(7))).toThrowErrorMatchingInlineSnapshot(`
      [SafetensorsError: readSafetensors: the file: the file is too short.
        given:    7 bytes
        expected: at least 8, the length of the header
        fix:      download or write the file again; this one is not whole or not a safetensors file]
    `);
  });

  const a = (rest: string) => `{"a":{"dtype":"U8",${rest}}}`;
  const two = (first: string, second: string) =>
    `{"a":{"dtype":"U8","shape":[2],"data_offsets":${first}},"b":{"dtype":"U8","shape":[2],"data_offsets":${second}}}`;

  it.each([
    ["no JSON", "hello", 0],
    ["nothing", "", 0],
    ["an unfinished object", '{"a":{"dtype":"U8"', 0],
    ["an unfinished string", '{"a', 0],
    ["an unfinished escape", '{"a\\', 0],
    ["a raw newline in a name", '{"a\n":1}', 0],
    ["a wrong escape", '{"\\x":1}', 0],
    ["half a surrogate pair", '{"\\udc00":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}', 0],
    ["a comma too many", '{"__metadata__":{},}', 0],
    ["something after the object", "{}x", 0],
    ["a NUL after the object", "{}\u0000", 0],
    ["a byte order mark", "\ufeff{}", 0],
    ["an array", "[]", 0],
    ["metadata that is no object", '{"__metadata__":"x"}', 0],
    ["metadata that is no text", '{"__metadata__":{"a":1}}', 0],
    ["metadata named twice", '{"__metadata__":{"a":"1","a":"2"}}', 0],
    ["a tensor that is no object", '{"a":null}', 0],
    ["no dtype", '{"a":{"shape":[1],"data_offsets":[0,1]}}', 1],
    ["no shape", '{"a":{"dtype":"U8","data_offsets":[0,1]}}', 1],
    ["no offsets", a('"shape":[1]'), 1],
    ["a size that is negative", a('"shape":[-1],"data_offsets":[0,1]'), 1],
    ["a size with a fraction", a('"shape":[1.0],"data_offsets":[0,1]'), 1],
    ["a size with an exponent", a('"shape":[1e0],"data_offsets":[0,1]'), 1],
    ["a size with a leading zero", a('"shape":[01],"data_offsets":[0,1]'), 1],
    ["a size that is a string", a('"shape":["1"],"data_offsets":[0,1]'), 1],
    ["sizes that overflow to 0", '{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}}', 0],
    ["a size that rounds to a right one", a('"shape":[9007199254740993],"data_offsets":[0,1]'), 1],
    ["three offsets", a('"shape":[1],"data_offsets":[0,1,1]'), 1],
    ["offsets in reverse", a('"shape":[1],"data_offsets":[1,0]'), 1],
    ["data that overlaps", two("[0,2]", "[1,3]"), 3],
    ["data that is used twice", two("[0,2]", "[0,2]"), 2],
    ["a hole", two("[0,2]", "[3,5]"), 5],
    ["a hole at the start", a('"shape":[1],"data_offsets":[1,2]'), 2],
    ["data past the end", two("[0,2]", "[2,4]"), 3],
    ["bytes that belong to no tensor", a('"shape":[1],"data_offsets":[0,1]'), 2],
    ["nesting without end", '{"a":' + "[".repeat(100_000), 0],
  ])("refuses %s", (_, header, dataLength) => {
    expect(() => read(header, dataLength)).toThrow(SafetensorsError);
  });

  it("refuses header lengths that the file cannot have, before it makes room for them", () => {
    for (const length of [3n, 100_000_001n, 2n ** 53n, 2n ** 64n - 1n]) {
      const bytes = file("{}");
      new DataView(bytes.buffer).setBigUint64(0, length, true);
      expect(() => readSafetensors(bytes)).toThrow(SafetensorsError);
    }
  });

  it("refuses a header that is not UTF-8", () => {
    const bytes = file('{"__metadata__":{"a":"b"}}');
    bytes[8 + 18] = 0xff;
    expect(() => readSafetensors(bytes)).toThrow("bytes that are not UTF-8");
  });

  it("refuses every proper part of a file", () => {
    const bytes = file(two("[0,2]", "[2,4]"), 4);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => readSafetensors(bytes.subarray(0, length))).toThrow(SafetensorsError);
    }
  });
});
