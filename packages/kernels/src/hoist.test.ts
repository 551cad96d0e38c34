import { describe, expect, it } from "vitest";

const { hoistConstants } = (await import(new URL("../build/hoist.mjs", import.meta.url).href)) as {
  hoistConstants: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>;
};

const constant = [0x41, 16, 0xfd, 9, 2, 0]; // the float at address 16, in four lanes
const store = [0xfd, 11, 4, 0];
const step = [0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0]; // if (--local 0) repeat
const start = [
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 1, 0x7f, 0, 2, 8, 1, 1, 0x65, 1, 0x6d, 2, 0, 1, 3, 2, 1, 0,
];
const exported = [7, 5, 1, 1, 0x66, 0, 0];

/** A module whose function f, of one i32, has these locals and instructions. */
function moduleOf(...body: number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(...start, ...exported, 10, body.length + 3, 1, body.length + 1, ...body, 0x0b);
}

describe("hoistConstants", () => {
  it("loads a constant before the innermost loop, into a local of its own", () => {
    const given = moduleOf(0, 0x03, 0x40, 0x41, 32, ...constant, ...store, ...step, 0x0b);
    const bytes = hoistConstants(given);
    const local = [1, 1, 0x7b]; // one group of one v128
    const wanted = [...local, ...constant, 0x21, 1, 0x03, 0x40, 0x41, 32, 0x20, 1, ...store, ...step, 0x0b];
    expect([...bytes]).toEqual([...moduleOf(...wanted)]);
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { f } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { e: { m: memory } }).exports;
    const floats = new Float32Array(memory.buffer);
    floats[4] = 2.5;
    (f as (n: number) => void)(3);
    expect([...floats.subarray(8, 12)]).toEqual([2.5, 2.5, 2.5, 2.5]);
  });

  it("leaves what is in no loop", () => {
    const given = moduleOf(0, 0x41, 32, ...constant, ...store);
    expect([...hoistConstants(given)]).toEqual([...given]);
  });
});
