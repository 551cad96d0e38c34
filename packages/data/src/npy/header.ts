import type { SafetensorsDType } from "../safetensors/dtypes.js";
import { type RandomAccess, readRange } from "../weights/random-access.js";
import { npyFailure } from "./error.js";
import { type Literal, parseLiteral, Tuple } from "./literal.js";

/** What an array's file says before the data. */
export interface NpyHeader {
  readonly dtype: SafetensorsDType;
  readonly itemBytes: number;
  readonly bigEndian: boolean;
  /** Column-major: the first axis varies fastest. */
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** From the beginning of the file. */
  readonly dataStart: number;
  readonly dataBytes: number;
}

const longestHeader = 1 << 16;
const mostAxes = 64; // NumPy's bound

/**
 * Reads and checks the header of an .npy file. Bytes that follow the data are another's affair, as with NumPy.
 *
 * Throws: NpyError; for objects too, which are pickles, and by name for a dtype that holds no plain numbers.
 * Source: NumPy, `numpy.lib.format`, versions 1 to 3.
 */
export async function readNpyHeader(file: RandomAccess): Promise<NpyHeader> {
  const { name, size } = file;
  const start = await readRange(file, 0, Math.min(12, size));
  if (size < 10 || String.fromCharCode(...start.subarray(0, 6)) !== "\x93NUMPY") {
    const isPickle = start[0] === 0x80;
    throw npyFailure(name, isPickle ? "it is a pickle." : "it does not begin as .npy files do.", `${size} bytes`, "NumPy's magic"); // biome-ignore format: a sentence
  }
  const version = start[6]!;
  if (version < 1 || version > 3 || start[7] !== 0) {
    throw npyFailure(name, "it is of an unknown version.", `version ${version}.${start[7]}`, "1.0, 2.0 or 3.0");
  }
  const prefix = version === 1 ? 10 : 12;
  const view = new DataView(start.buffer);
  const length = version === 1 ? view.getUint16(8, true) : size < 12 ? size : view.getUint32(8, true);
  const dataStart = prefix + length;
  if (dataStart > size || length > longestHeader) {
    throw npyFailure(name, "its header does not fit.", `a header of ${length} bytes`, `${Math.min(size - prefix, longestHeader)} at most`); // biome-ignore format: a sentence
  }
  const text = textOf(name, await readRange(file, prefix, dataStart), version);
  return { ...parseHeader(name, text, size - dataStart), dataStart };
}

function textOf(name: string, bytes: Uint8Array, version: number): string {
  if (version < 3) return Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""); // Latin-1
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw npyFailure(name, "its header is not text.", "bytes that are not UTF-8", "UTF-8, as version 3.0 has it");
  }
}

function parseHeader(name: string, text: string, room: number): Omit<NpyHeader, "dataStart"> {
  let header: Literal = "";
  try {
    header = parseLiteral(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw npyFailure(name, "its header is not what NumPy writes.", error.message, "a dict of strings and numbers");
  }
  const keys = header instanceof Map ? [...header.keys()].sort().join(", ") : "no dict";
  if (!(header instanceof Map) || keys !== "descr, fortran_order, shape") {
    throw npyFailure(name, "its header has other keys.", keys.slice(0, 200), "descr, fortran_order, shape");
  }
  const fortran = header.get("fortran_order");
  if (typeof fortran !== "boolean") {
    throw npyFailure(name, "fortran_order is no truth value.", show(fortran), "True or False");
  }
  const type = dtypeOf(name, header.get("descr"));
  const shape = shapeOf(name, header.get("shape"));
  const bytes = shape.reduce((product, n) => product * BigInt(n), BigInt(type.itemBytes));
  const largest = shape.filter((n) => n > 0).reduce((product, n) => product * BigInt(n), BigInt(type.itemBytes));
  if (largest >= 2n ** 63n || bytes > BigInt(room)) {
    throw npyFailure(
      name,
      "its data is not whole.",
      `${room} bytes of data`,
      `${bytes}, for ${show(header.get("shape"))}`,
    );
  }
  return { ...type, fortran, shape, dataBytes: Number(bytes) };
}

function shapeOf(name: string, value: Literal | undefined): number[] {
  const isSize = (n: Literal): n is number => typeof n === "number" && Number.isSafeInteger(n);
  if (value instanceof Tuple && value.items.every(isSize) && value.items.length <= mostAxes) {
    return [...(value.items as readonly number[])];
  }
  throw npyFailure(name, "its shape is none.", show(value), `a tuple of ${mostAxes} sizes at most`);
}

const names: Readonly<Record<string, string>> = {
  ...{ bool: "b1", float16: "f2", float32: "f4", float64: "f8" },
  ...{ int8: "i1", int16: "i2", int32: "i4", int64: "i8", uint8: "u1", uint16: "u2", uint32: "u4", uint64: "u8" },
};

const dtypes: Readonly<Record<string, SafetensorsDType>> = {
  ...{ b1: "BOOL", f2: "F16", f4: "F32", f8: "F64" },
  ...{ i1: "I8", i2: "I16", i4: "I32", i8: "I64", u1: "U8", u2: "U16", u4: "U32", u8: "U64" },
};

const kinds: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^c\d+$/, "complex numbers"],
  [/^[SaU]\d*$/, "texts"],
  [/^[mM]8/, "times"],
  [/^V\d*$/, "bytes without a type"],
  [/^f(12|16)$/, "long doubles"],
];

function dtypeOf(name: string, descr: Literal | undefined): Pick<NpyHeader, "dtype" | "itemBytes" | "bigEndian"> {
  if (typeof descr !== "string") {
    const what = Array.isArray(descr) ? "it holds records, which are not read." : "its dtype is none.";
    throw npyFailure(name, what, show(descr), "one kind of number", "save each field as an array of its own");
  }
  const [, order = "", code = ""] = /^([<>=|]?)(.*)$/s.exec(descr)!;
  const plain = Object.hasOwn(names, code) ? names[code]! : code;
  if (/^O\d*$/.test(plain)) {
    throw npyFailure(
      name,
      "it holds Python objects, which are a pickle and are not read.",
      `dtype ${show(descr)}: a program for Python's pickle machine, which could do anything when run`,
      "an array of numbers",
      "save it in Python, where you trust it, as numbers: numpy.save(name, array.astype(float))",
    );
  }
  const dtype = Object.hasOwn(dtypes, plain) ? dtypes[plain]! : undefined;
  if (dtype) return { dtype, itemBytes: Number(plain.slice(1)), bigEndian: order === ">" };
  const kind = kinds.find(([pattern]) => pattern.test(plain))?.[1];
  const problem = kind ? `it holds ${kind}, which are not read.` : "its dtype is not known.";
  throw npyFailure(name, problem, `dtype ${show(descr)}`, "real numbers or truth values", "save it as numbers");
}

function show(value: Literal | undefined): string {
  if (value === undefined) return "nothing";
  if (value instanceof Tuple) return `(${value.items.slice(0, 8).map(show).join(", ")}${value.items.length > 8 ? ", …" : ""})`; // biome-ignore format: a line
  if (Array.isArray(value)) return `[${value.slice(0, 4).map(show).join(", ")}]`;
  return value instanceof Map ? "a dict" : typeof value === "string" ? JSON.stringify(value.slice(0, 60)) : `${value}`;
}
