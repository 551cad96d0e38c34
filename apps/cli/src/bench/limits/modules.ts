// Two small WebAssembly modules, written out in bytes: each exports a function `run` and computes nothing but what it measures.

const [get, set, tee, i32Const, add, lessThan, loop, branchIf, end] = [
  0x20, 0x21, 0x22, 0x41, 0x6a, 0x49, 0x03, 0x0d, 0x0b,
];
const [i32, f32, v128, empty, simd] = [0x7f, 0x7d, 0x7b, 0x40, 0xfd];

const chains = 12; // sums that do not wait for each other; with two factors they fill the registers
export const flopPerTurn: number = chains * 8;

/** run(turns): multiply-adds on registers, `flopPerTurn` in each turn; fused where `relaxed`. */
export function multiplyAdd(relaxed: boolean): Uint8Array<ArrayBuffer> {
  const [at, a, b, first] = [1, 2, 3, 4]; // locals after `turns`
  const sums = Array.from({ length: chains }, (_, i) => first + i);
  const step = (sum: number) =>
    relaxed
      ? [...[get, a, get, b, get, sum], ...[simd, 0x85, 0x02], ...[set, sum]] // f32x4.relaxed_madd
      : [...[get, sum, get, a], ...[simd, 0xe6, 0x01], ...[get, b], ...[simd, 0xe4, 0x01], ...[set, sum]]; // f32x4.mul, add
  const total = sums.slice(1).flatMap((sum) => [get, sum, simd, 0xe4, 0x01]);
  return moduleOf({
    locals: [2, 1, i32, chains + 2, v128],
    result: f32,
    body: [
      ...[loop, empty, ...sums.flatMap(step)],
      ...[get, at, i32Const, 1, add, tee, at, get, 0, lessThan, branchIf, 0, end],
      ...[get, first, ...total, simd, 0x1f, 0], // f32x4.extract_lane 0 of the sum
    ],
  });
}

const pages = 2048; // 128 MiB, more than caches hold

/** run(bytes): reads the exported `memory` once, up to `bytes`, a multiple of 128. */
export function read(): Uint8Array<ArrayBuffer> {
  const [at, first] = [1, 2];
  const sums = Array.from({ length: 8 }, (_, i) => first + i);
  const step = (sum: number, i: number) => [get, sum, get, at, simd, 0x00, 4, ...leb(16 * i), simd, 0x51, set, sum]; // load, xor
  const total = sums.slice(1).flatMap((sum) => [get, sum, simd, 0x51]);
  return moduleOf({
    locals: [2, 1, i32, sums.length, v128],
    result: i32,
    body: [
      ...[loop, empty, ...sums.flatMap(step)],
      ...[get, at, i32Const, ...leb(128), add, tee, at, get, 0, lessThan, branchIf, 0, end],
      ...[get, first, ...total, simd, 0x1b, 0], // i32x4.extract_lane 0 of all that was read
    ],
    pages,
  });
}

interface Parts {
  readonly locals: readonly number[];
  readonly result: number;
  readonly body: readonly number[];
  readonly pages?: number;
}

function moduleOf({ locals, result, body, pages = 0 }: Parts): Uint8Array<ArrayBuffer> {
  const code = [...locals, ...body, end];
  const name = (text: string) => [text.length, ...new TextEncoder().encode(text)];
  return Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 1, i32, 1, result]), // the type (i32) -> result
    ...section(3, [1, 0]), // one function of that type
    ...section(5, [1, 0, ...leb(pages)]),
    ...section(7, [2, ...name("run"), 0, 0, ...name("memory"), 2, 0]),
    ...section(10, [1, ...leb(code.length), ...code]),
  );
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...leb(content.length), ...content];
}

/** A number that is not negative, in the bytes of LEB128; as a signed constant too while its highest bits are 0. */
function leb(value: number): number[] {
  return value < 64 ? [value] : value < 128 ? [value | 128, 0] : [(value & 127) | 128, ...leb(value >> 7)];
}
