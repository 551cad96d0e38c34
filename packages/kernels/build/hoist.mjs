import { rewriteFunctions } from "./functions.mjs";
import { numberBytes, sizeOfInstruction } from "./wasm-bytes.mjs";

/*
 * Loads the constants of a loop before it. The functions of `assembly/lanes/` read each constant where it is used, out of a
 * table, and are inlined into loops; the optimiser may not move those loads past the stores of the loop, since it does not
 * know that nothing writes to the tables. Here that is known: an address that is a number lies in a table.
 */

const [block, loop, ifThen, end] = [0x02, 0x03, 0x04, 0x0b];
const [localGet, localSet, i32Const] = [0x20, 0x21, 0x41];
const v128 = 0x7b;
const loadSplat = 9; // v128.load32_splat, after the prefix 0xfd

/** More in one loop would lie on the stack, from where they are loaded no faster. */
const mostConstants = 18;

/** The module with each `v128.load32_splat` from a constant address moved out of the innermost loop round it. */
export function hoistConstants(bytes) {
  return rewriteFunctions(bytes, (functions) => {
    // One constant is the same local in every function: so the functions stay alike, and the module small when compressed.
    const first = Math.max(...functions.map(({ locals }) => locals.length));
    const numbers = new Map();
    return functions.map((body) => rewriteFunction(body, (load) => first + rank(numbers, load.toString("hex"))));
  });
}

function rank(numbers, key) {
  if (!numbers.has(key)) numbers.set(key, numbers.size);
  return numbers.get(key);
}

function rewriteFunction({ parameters, locals, code }, localOf) {
  const all = [...locals];
  const rewritten = rewriteInstructions(code, (load) => {
    const local = localOf(load);
    while (all.length <= local) all.push(v128);
    return local;
  });
  return { parameters, locals: all, code: rewritten };
}

/**
 * The instructions with each scope (a block, a loop, the function) put together from the inside: bytes, and loads for which
 * no loop round them has been found yet.
 */
function rewriteInstructions(code, localOf) {
  const scopes = [{ isLoop: false, out: [] }];
  for (let at = 0; at < code.length; ) {
    const opcode = code[at];
    if (opcode === block || opcode === ifThen || opcode === loop) scopes.push({ isLoop: opcode === loop, out: [] });
    const size = sizeOfInstruction(code, at);
    const load = loadAfterConstant(code, at, size);
    scopes.at(-1).out.push(...(load ? [load] : code.subarray(at, at + size)));
    at += load?.length ?? size;
    if (opcode === end && scopes.length > 1) {
      const scope = scopes.pop();
      scopes.at(-1).out.push(...(scope.isLoop ? withoutLoads(scope.out, localOf) : scope.out));
    }
  }
  return asBytes(scopes[0].out);
}

/** The bytes of an `i32.const` with the `v128.load32_splat` that follows it; null where there is none. */
function loadAfterConstant(code, at, size) {
  if (code[at] !== i32Const || code[at + size] !== 0xfd || code[at + size + 1] !== loadSplat) return null;
  return Buffer.from(code.subarray(at, at + size + sizeOfInstruction(code, at + size)));
}

/** A loop with its constants loaded before it, where they are few. */
function withoutLoads(out, localOf) {
  const loads = new Map(out.filter((item) => typeof item !== "number").map((load) => [load.toString("hex"), load]));
  if (loads.size > mostConstants) return asBytes(out);
  const before = [...loads.values()].flatMap((load) => [...load, localSet, ...numberBytes(localOf(load))]);
  return [...before, ...asBytes(out, (load) => [localGet, ...numberBytes(localOf(load))])];
}

function asBytes(items, ofLoad = (load) => [...load]) {
  return items.flatMap((item) => (typeof item === "number" ? item : ofLoad(item)));
}
