import { bytesOf } from "../builds.js";

/** Executes a part of a record: what a module of kernels exports. */
export type Execute = (record: number, begin: number, end: number, scratch: number) => void;

/** The bytes of the kernels that are a module of their own, since an engine has no room for them: those for int8, sin and cos. */
export async function loadFurther(shared: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const { base64 } = await (shared ? import("../generated/further-shared.js") : import("../generated/further.js"));
  return bytesOf(base64);
}

/**
 * What an engine's module imports: its memory, and what executes the kernels that it does not know, which begins to exist with
 * the first of them. A worker does the same in worker.js.
 */
export function importsOf(memory: WebAssembly.Memory, bytes: Uint8Array<ArrayBuffer>): WebAssembly.Imports {
  let execute: Execute | undefined;
  const further: Execute = (...part) => {
    execute ??= start(memory, bytes);
    execute(...part);
  };
  return { env: { memory }, dispatch: { further } };
}

function start(memory: WebAssembly.Memory, bytes: Uint8Array<ArrayBuffer>): Execute {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return (exports as unknown as { execute: Execute }).execute;
}
