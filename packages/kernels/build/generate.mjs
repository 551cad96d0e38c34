import { passed } from "./signatures.mjs";

const notice = "// Written by build.mjs; change the kernels in assembly/ instead.\n";

/** The `switch` that executes flat records `[op | flags, length in words, extent, args...]`. */
export function dispatcher(kernels, layout) {
  const groups = [...new Set(kernels.map(({ group }) => group))].sort();
  return `${notice}
${groups.map((group) => `import * as ${identifier(group)} from "../${group}";`).join("\n")}
// Exported so that the optimiser, which would merge what is called once, leaves each kernel a function of its own.
${groups.map((group) => `export * from "../${group}";`).join("\n")}

const FORK: u32 = 1 << 16; // the extent is shared out among the threads; without it thread 0 does all

/** Executes the records in [program, programEnd) as one thread of several. */
export function run(program: usize, programEnd: usize, thread: i32, threads: i32): void {
  const scratch: usize = ${layout.scratchBase} + (thread as usize) * ${layout.scratchBytes};
  for (let record = program; record < programEnd; record += load<u32>(record, 4) << 2) {
    const op = load<u32>(record);
    let begin = 0;
    let end = load<i32>(record, 8);
    if (threads > 1) {
      if (op & FORK) {
        const extent = end as i64;
        begin = ((extent * thread) / threads) as i32;
        end = ((extent * (thread + 1)) / threads) as i32;
      } else if (thread > 0) continue;
    }
    switch (op & 0xffff) {
${kernels.map((kernel, code) => `      case ${code}: ${call(kernel)}; break;`).join("\n")}
      default: unreachable();
    }
  }
}

/** The first address after the constant tables. */
export function heapBase(): usize {
  return __heap_base;
}
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

${Object.entries(layout)
  .map(([name, value]) => `export const ${name}: number = ${value};`)
  .join("\n")}
`;
}

/** A module that holds an engine's bytes, so that source, bundlers and Node load it alike. */
export function engineModule(bytes) {
  return `${notice}
export const base64: string = "${Buffer.from(bytes).toString("base64")}";
`;
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
