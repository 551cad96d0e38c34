/*
 * Kernels are exported while the compiler optimises, since it would merge a function that is called once into its caller;
 * in the finished module their names are a thirtieth of its size and nobody asks for them.
 * Source: WebAssembly Core Specification 2.0, 5.5 (binary format of modules).
 */

const exportSection = 7;

/** The module without the exports that `isKept` refuses by name. */
export function keepExports(bytes, isKept) {
  const parts = [bytes.subarray(0, 8)]; // magic and version
  for (let at = 8; at < bytes.length; ) {
    const size = readNumber(bytes, at + 1);
    const end = size.next + size.value;
    if (bytes[at] === exportSection) {
      const body = exportsWhere(bytes, size.next, isKept);
      parts.push(Uint8Array.of(exportSection, ...number(body.length), ...body));
    } else parts.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(parts);
}

function exportsWhere(bytes, start, isKept) {
  const kept = [];
  const count = readNumber(bytes, start);
  let at = count.next;
  for (let i = 0; i < count.value; i++) {
    const length = readNumber(bytes, at);
    const name = Buffer.from(bytes.subarray(length.next, length.next + length.value)).toString();
    const { next } = readNumber(bytes, length.next + length.value + 1); // after the kind, the index
    if (isKept(name)) kept.push([...bytes.subarray(at, next)]);
    at = next;
  }
  return [...number(kept.length), ...kept.flat()];
}

/** An unsigned LEB128 number, and where the next thing begins. */
function readNumber(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return { value, next: at };
  }
}

function number(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...number(value >>> 7)];
}
