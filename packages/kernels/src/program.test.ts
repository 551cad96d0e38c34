import { beforeAll, describe, expect, it } from "vitest";
import { createEngine, type Engine, Program, parametersOf } from "./index.js";

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

/** An array of the engine's memory. */
function array(...values: number[]): number {
  const address = engine.allocate(values.length * 4);
  engine.float32(address, values.length).set(values);
  return address;
}

const read = (address: number, n: number) => [...engine.float32(address, n)];

describe("Program", () => {
  it("runs its launches in order, again and again", () => {
    const x = array(1, 2, 3);
    const program = new Program(engine, [
      { kernel: "square", extent: 3, args: [x, x] },
      { kernel: "neg", extent: 3, args: [x, x] },
    ]);
    program.run(0, 2);
    expect(read(x, 3)).toEqual([-1, -4, -9]);
    program.run(0, 2);
    expect(read(x, 3)).toEqual([-1, -16, -81]);
  });

  it("runs a part", () => {
    const x = array(1);
    const program = new Program(
      engine,
      [2, 3, 4].map((value) => ({ kernel: "fill", extent: 1, args: [x, value] })),
    );
    program.run(0, 2);
    expect(read(x, 1)).toEqual([3]);
    program.run(1, 1);
    expect(read(x, 1)).toEqual([3]);
  });

  it("takes other numbers and other arrays", () => {
    const [x, y] = [array(0), array(0)];
    const program = new Program(engine, [{ kernel: "fill", extent: 1, args: [x, 1.5] }]);
    program.set(program.slot(0, 1), 2.5);
    program.run(0, 1);
    program.set(program.slot(0, 0), y);
    program.run(0, 1);
    expect([read(x, 1), read(y, 1)]).toEqual([[2.5], [2.5]]);
  });

  it("goes on when the memory has grown", () => {
    const x = array(1);
    const program = new Program(engine, [{ kernel: "fill", extent: 1, args: [x, 1] }]);
    const large = engine.allocate(engine.memory().reserved);
    program.set(program.slot(0, 1), 7);
    program.run(0, 1);
    expect(read(x, 1)).toEqual([7]);
    engine.free(large);
  });

  it("gives its memory back, once", () => {
    const before = engine.memory().used;
    const program = new Program(engine, [{ kernel: "fill", extent: 1, args: [array(0), 1] }]);
    program.dispose();
    program.dispose();
    expect(engine.memory().used).toBe(before + 64); // the array
  });

  it("holds nothing after a launch that is none", () => {
    const before = engine.memory().used;
    expect(() => new Program(engine, [{ kernel: "neg", extent: 1, args: [0] }])).toThrow("neg takes 2 arguments");
    expect(engine.memory().used).toBe(before);
  });
});

it("names the arguments of a kernel", () => {
  expect(parametersOf("copy32").slice(0, 4)).toEqual(["x", "y", "d0", "d1"]);
});
