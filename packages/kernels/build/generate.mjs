import { passed } from "./signatures.mjs";

const notice = "// Written by build.mjs; change the kernels in assembly/ instead.\n";

/**
 * The `switch` that executes a flat record `[op, length in words, extent, args...]`; the kernel is the lowest byte of op. What it does
 * not know is another module's.
 */
export function dispatcher(kernels) {
  return `${switchOf(kernels, { folder: "..", first: 0, otherwise: "further(record, begin, end, scratch)" })}
declare function further(record: usize, begin: i32, end: i32, scratch: usize): void;

/** The first address after the constant tables. */
export function heapBase(): usize {
  return __heap_base;
}
`;
}

/** The same for the kernels of the further module, whose codes begin at `first`. */
export function furtherDispatcher(kernels, folder, first) {
  return switchOf(kernels, { folder, first, otherwise: "unreachable()" });
}

function switchOf(kernels, { folder, first, otherwise }) {
  const groups = [...new Set(kernels.map(({ group }) => group))].sort();
  return `${notice}
${groups.map((group) => `import * as ${identifier(group)} from "${folder}/${group}";`).join("\n")}
// Exported so that the optimiser, which would merge what is called once, leaves each kernel a function of its own.
${groups.map((group) => `export * from "${folder}/${group}";`).join("\n")}

/** Executes the part [begin, end) of a record's extent. */
export function execute(record: usize, begin: i32, end: i32, scratch: usize): void {
  switch (load<u8>(record)) {
${kernels.map((kernel, code) => `    case ${first + code}: ${call(kernel)}; break;`).join("\n")}
    default: ${otherwise};
  }
}
`;
}

/** The fixed addresses, for the WebAssembly side. */
export function layoutModule(layout) {
  const lines = Object.entries(layout).map(([name, value]) => `export const ${name}: usize = ${value};`);
  return `${notice}\n${lines.join("\n")}\n`;
}

/** The fields of a word2vec job, for the TypeScript side. */
export function jobModule(fields, places) {
  return `${notice}
export const jobFields = [${fields.map((name) => `"${name}"`).join(", ")}] as const;

/** Bytes before the thread's own room. */
export const roomAt: number = ${places.roomAt};
`;
}

/** Names, codes and argument kinds for the TypeScript side. */
export function kernelTable(kernels, layout) {
  const entries = kernels.map((kernel, code) => {
    const parameters = passed(kernel);
    let floats = 0;
    parameters.forEach(({ type }, i) => {
      if (type === "f32") floats |= 1 << i;
    });
    return `  ${kernel.name}: { code: ${code}, parameters: "${parameters.map(({ name }) => name).join(" ")}", count: ${parameters.length}, floats: ${floats >>> 0} },`;
  });
  return `${notice}
export interface KernelEntry {
  readonly code: number;
  /** The names of the arguments, in order. */
  readonly parameters: string;
  readonly count: number;
  /** Bit i says that argument i is a float. */
  readonly floats: number;
}

export const kernelTable: Readonly<Record<string, KernelEntry>> = {
${entries.join("\n")}
};

/** The names, by code. */
export const kernelNames: readonly string[] = Object.keys(kernelTable);

${Object.entries(layout)
  .map(([name, value]) => `export const ${name}: number = ${value};`)
  .join("\n")}
`;
}

/** A module that holds an engine's bytes, so that source, bundlers and Node load it alike. */
export function engineModule(bytes) {
  return textModule("base64", Buffer.from(bytes).toString("base64"));
}

export function textModule(name, text) {
  return `${notice}\nexport const ${name}: string = ${JSON.stringify(text)};\n`;
}

function call({ name, group, parameters }) {
  let at = 8;
  const values = parameters.map((parameter) => {
    if (parameter.name === "begin" || parameter.name === "end" || parameter.name === "scratch") return parameter.name;
    at += 4;
    return `load<${parameter.type}>(record, ${at})`;
  });
  return `${identifier(group)}.${name}(${values.join(", ")})`;
}

function identifier(group) {
  return group.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()) + "Kernels";
}
