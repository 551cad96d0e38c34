import { numberBytes, readNumber, readSections } from "./wasm-bytes.mjs";

const [typeSection, functionSection, codeSection] = [1, 3, 10];

/**
 * The module with each function's locals and instructions replaced by what `rewrite` makes of them. A function is
 * `{ parameters, locals, code }`: how many parameters it has, the types of all its locals, those included, and its bytes.
 */
export function rewriteFunctions(bytes, rewrite) {
  const sections = readSections(bytes);
  const bodyOf = (id) => sections.find((section) => section.id === id).body;
  const functions = readCode(bodyOf(codeSection), readParameters(bodyOf(typeSection), bodyOf(functionSection)));
  const parts = sections.map(({ id, body }) => {
    const content = id === codeSection ? writeCode(rewrite(functions)) : body;
    return Buffer.from([id, ...numberBytes(content.length), ...content]);
  });
  return Buffer.concat([bytes.subarray(0, 8), ...parts]); // magic and version
}

/** The types of each function's parameters. */
function readParameters(types, functions) {
  const signatures = [];
  readVector(types, (at) => {
    const parameters = readNumber(types, at + 1); // after 0x60; then each takes one byte
    const results = readNumber(types, parameters.next + parameters.value);
    signatures.push([...types.subarray(parameters.next, parameters.next + parameters.value)]);
    return results.next + results.value;
  });
  const list = [];
  readVector(functions, (at) => {
    const type = readNumber(functions, at);
    list.push(signatures[type.value]);
    return type.next;
  });
  return list;
}

function readCode(code, parameters) {
  const functions = [];
  readVector(code, (at) => {
    const size = readNumber(code, at);
    const end = size.next + size.value;
    functions.push(readFunction(code.subarray(size.next, end), parameters[functions.length]));
    return end;
  });
  return functions;
}

function readFunction(body, parameters) {
  const locals = [...parameters];
  const start = readVector(body, (at) => {
    const count = readNumber(body, at);
    for (let i = 0; i < count.value; i++) locals.push(body[count.next]);
    return count.next + 1;
  });
  return { parameters: parameters.length, locals, code: body.subarray(start) };
}

function writeCode(functions) {
  const bodies = functions.map(({ parameters, locals, code }) => {
    const groups = [];
    for (const type of locals.slice(parameters)) {
      if (groups.at(-1)?.type === type) groups.at(-1).count++;
      else groups.push({ type, count: 1 });
    }
    const declared = groups.flatMap(({ type, count }) => [...numberBytes(count), type]);
    return Buffer.from([...numberBytes(groups.length), ...declared, ...code]);
  });
  return Buffer.from([
    ...numberBytes(bodies.length),
    ...bodies.flatMap((body) => [...numberBytes(body.length), ...body]),
  ]);
}

/** Calls `readItem` with each item's place, which returns that of the next one. Returns where the vector ends. */
function readVector(bytes, readItem) {
  const count = readNumber(bytes, 0);
  let at = count.next;
  for (let i = 0; i < count.value; i++) at = readItem(at);
  return at;
}
