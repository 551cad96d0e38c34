import type { Cursor } from "./cursor.js";

/** What a GGUF file says under a key. Integers of 64 bits are bigint where a number would not hold them. */
export type GgufValue =
  | number
  | bigint
  | boolean
  | string
  | readonly GgufValue[]
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

type NumberArray = Exclude<GgufValue, number | bigint | boolean | string | readonly GgufValue[]>;

/** By the number that stands for a type, its array. Source: ggml, `docs/gguf.md`, "gguf_metadata_value_type". */
const numberTypes: Readonly<Record<number, new (buffer: ArrayBuffer) => NumberArray>> = {
  0: Uint8Array,
  1: Int8Array,
  2: Uint16Array,
  3: Int16Array,
  4: Uint32Array,
  5: Int32Array,
  6: Float32Array,
  7: Uint8Array, // bool
  10: BigUint64Array,
  11: BigInt64Array,
  12: Float64Array,
};
const [bool, string, array] = [7, 8, 9];
const sizes: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };

const deepest = 4; // arrays in arrays
const mostLists = 10_000; // an empty array takes 12 bytes of the file, and ten times as many of memory
const longestKey = 65_535; // by the format

/** All keys with their values. Throws: GgufError; also for a key that comes twice. */
export function readMetadata(file: Cursor, count: number): Map<string, GgufValue> {
  const least = 8 + 4 + 1; // bytes of a key, its type and its value
  if (count > file.left / least) {
    file.fail("there are more keys than the file has room for.", `${count} keys`, `${Math.floor(file.left / least)}`);
  }
  const metadata = new Map<string, GgufValue>();
  const reader = new ValueReader(file);
  for (let i = 0; i < count; i++) {
    const key = file.string("a key", longestKey);
    const what = JSON.stringify(key.slice(0, 100));
    if (metadata.has(key)) file.fail(`the key ${what} is there twice.`, "two values", "one");
    metadata.set(key, reader.value(file.u32(`the type of ${what}`), what, 0));
  }
  return metadata;
}

class ValueReader {
  readonly #file: Cursor;
  #lists = 0;

  constructor(file: Cursor) {
    this.#file = file;
  }

  value(type: number, what: string, depth: number): GgufValue {
    if (type === string) return this.#file.string(`the value of ${what}`);
    if (type === array) return this.#array(what, depth);
    const [value] = this.#numbers(type, 1, what);
    if (type === bool) return value === 1;
    return typeof value === "bigint" && BigInt.asIntN(53, value) === value ? Number(value) : (value as number | bigint);
  }

  #array(what: string, depth: number): GgufValue {
    const file = this.#file;
    if (depth === deepest) file.fail(`the value of ${what} nests too deeply.`, `${depth + 1} arrays`, `${deepest}`);
    const type = file.u32(`the type of ${what}`);
    const count = file.u64(`the length of ${what}`);
    if (type !== string && type !== array) return this.#numbers(type, count, what);
    const least = type === string ? 8 : 12; // the length of a text; type and length of an array
    if (count > file.left / least) {
      file.fail(`the value of ${what} has no room in the file.`, `${count} values`, `${Math.floor(file.left / least)}`);
    }
    if (type === array) {
      this.#lists += count;
      if (this.#lists > mostLists) {
        file.fail(`the value of ${what} has too many arrays.`, `${this.#lists}`, `${mostLists}`);
      }
    }
    const values: GgufValue[] = [];
    for (let i = 0; i < count; i++) values.push(this.value(type, what, depth + 1));
    return values;
  }

  #numbers(type: number, count: number, what: string): NumberArray {
    const file = this.#file;
    const NumberType = numberTypes[type];
    if (!NumberType) file.fail(`the value of ${what} is of an unknown type.`, `type ${type}`, "a type from 0 to 12");
    const values = new NumberType!(file.bytes(count * sizes[type]!, `the value of ${what}`));
    if (type === bool && (values as Uint8Array).some((byte) => byte > 1)) {
      file.fail(`the value of ${what} is no truth value.`, `${values.find((v) => v > 1)}`, "0 or 1");
    }
    return values;
  }
}
