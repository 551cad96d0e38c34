/** What the WebAssembly of this JavaScript engine can do. */
export interface WasmFeatures {
  /** Vectors of 128 bits. */
  readonly simd: boolean;
  /** Multiply-add in one step, and right: V8 before 12 (Node 20) computes it wrongly until it has optimised the code. */
  readonly relaxedSimd: boolean;
  /** Memory that threads can share. */
  readonly threads: boolean;
}

const zero = [0xfd, 0x0c, ...new Array<number>(16).fill(0)]; // v128.const 0
const drop = 0x1a;
const multiplyAdd = [...zero, ...zero, ...zero, 0xfd, 0x85, 0x02, drop]; // f32x4.relaxed_madd
const fence = [0xfe, 0x03, 0x00]; // atomic.fence

/** Asks with small modules: one that uses a feature is valid only where the feature exists. */
export function wasmFeatures(): WasmFeatures {
  return {
    simd: isValid([...zero, drop]),
    relaxedSimd: isValid(multiplyAdd) && relaxedIsSound(),
    threads: isValid(fence) && typeof SharedArrayBuffer === "function",
  };
}

function relaxedIsSound(): boolean {
  const version = (globalThis as { process?: { versions?: { v8?: string } } }).process?.versions?.v8;
  return version === undefined || Number.parseInt(version, 10) >= 12;
}

/** Whether a module is valid whose one function has this body. */
function isValid(body: readonly number[]): boolean {
  const code = [0, ...body, 0x0b]; // no locals, the body, end
  const module = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
    ...[1, 4, 1, 0x60, 0, 0], // types: () -> ()
    ...[3, 2, 1, 0], // one function of that type
    ...[10, code.length + 2, 1, code.length, ...code],
  ];
  return WebAssembly.validate(Uint8Array.from(module));
}
