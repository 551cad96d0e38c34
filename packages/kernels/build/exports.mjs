import { numberBytes, readNumber, readSections } from "./wasm-bytes.mjs";

/*
 * Kernels are exported while the compiler optimises, since it would merge a function that is called once into its caller;
 * in the finished module their names are a thirtieth of its size and nobody asks for them.
 */

const exportSection = 7;

/** The module without the exports that `isKept` refuses by name. */
export function keepExports(bytes, isKept) {
  const parts = readSections(bytes).map(({ id, body }) => {
    const content = id === exportSection ? exportsWhere(body, isKept) : body;
    return Buffer.from([id, ...numberBytes(content.length), ...content]);
  });
  return Buffer.concat([bytes.subarray(0, 8), ...parts]); // magic and version
}

function exportsWhere(bytes, isKept) {
  const kept = [];
  const count = readNumber(bytes, 0);
  let at = count.next;
  for (let i = 0; i < count.value; i++) {
    const length = readNumber(bytes, at);
    const name = Buffer.from(bytes.subarray(length.next, length.next + length.value)).toString();
    const { next } = readNumber(bytes, length.next + length.value + 1); // after the kind, the index
    if (isKept(name)) kept.push([...bytes.subarray(at, next)]);
    at = next;
  }
  return [...numberBytes(kept.length), ...kept.flat()];
}
