/*
 * Reading and writing the bytes of a module, as far as the passes of this folder need it.
 * Source: WebAssembly Core Specification 3.0, chapter 5, "Binary Format".
 */

/** The sections of a module. */
export function readSections(bytes) {
  const sections = [];
  for (let at = 8; at < bytes.length; ) {
    const size = readNumber(bytes, at + 1);
    const end = size.next + size.value;
    sections.push({ id: bytes[at], body: bytes.subarray(size.next, end) });
    at = end;
  }
  return sections;
}

/** An unsigned LEB128 number, and where the next thing begins. */
export function readNumber(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return { value, next: at };
  }
}

export function numberBytes(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...numberBytes(value >>> 7)];
}

/** Bytes of the instruction that begins here, its immediate operands included. */
export function sizeOfInstruction(code, at) {
  const opcode = code[at];
  if (opcode < 0xfc) return 1 + sizeOfOperands(plain(opcode, code, at + 1), code, at + 1);
  const { value, next } = readNumber(code, at + 1);
  const operands = { 252: bulk, 253: simd, 254: atomic }[opcode]?.(value);
  if (operands === undefined) throw new Error(`unknown instruction ${opcode} ${value}`);
  return next - at + sizeOfOperands(operands, code, next);
}

/** Operands are a number of LEB128 numbers, then a number of bytes. */
function sizeOfOperands([numbers, bytes], code, start) {
  let at = start;
  for (let i = 0; i < numbers; i++) at = readNumber(code, at).next;
  return at - start + bytes;
}

function plain(opcode, code, at) {
  if (opcode === 0x0e) return [readNumber(code, at).value + 2, 0]; // br_table: count, labels, default
  if (opcode === 0x11) return [2, 0]; // call_indirect
  if (opcode >= 0x28 && opcode <= 0x3e) return [2, 0]; // loads and stores
  if (opcode === 0x43) return [0, 4]; // f32.const
  if (opcode === 0x44) return [0, 8]; // f64.const
  // block, loop, if, br, br_if, call, locals, globals, memory.size, memory.grow, i32.const, i64.const
  const one = (opcode >= 2 && opcode <= 4) || opcode === 0x0c || opcode === 0x0d || opcode === 0x10;
  return [one || (opcode >= 0x20 && opcode <= 0x24) || (opcode >= 0x3f && opcode <= 0x42) ? 1 : 0, 0];
}

function bulk(opcode) {
  if (opcode < 8) return [0, 0]; // trunc_sat
  return { 10: [2, 0], 11: [1, 0] }[opcode]; // memory.copy, memory.fill
}

function simd(opcode) {
  if (opcode < 12 || opcode === 92 || opcode === 93) return [2, 0]; // loads and stores
  if (opcode === 12 || opcode === 13) return [0, 16]; // v128.const, i8x16.shuffle
  if (opcode >= 21 && opcode <= 34) return [0, 1]; // lanes
  if (opcode >= 84 && opcode <= 91) return [2, 1]; // loads and stores of lanes
  return [0, 0];
}

function atomic(opcode) {
  return opcode === 3 ? [0, 1] : [2, 0]; // atomic.fence; all others have an address
}
