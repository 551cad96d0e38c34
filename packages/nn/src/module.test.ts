import { Parameter } from "@cairn-ml/autograd";
import { init, Rng, tensor } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { Linear, Module } from "./index.js";

beforeAll(async () => {
  await init({ device: "reference" });
});

const parameter = (): Parameter => new Parameter(tensor(0));

class Leaf extends Module {
  readonly weight = parameter();
  readonly bias: Parameter | null;

  constructor(bias = true) {
    super();
    this.bias = bias ? parameter() : null;
  }
}

describe("Module", () => {
  it("names parameters by their path, in the order of the fields", () => {
    class Net extends Module {
      readonly z = new Leaf();
      readonly a = parameter();
      readonly h = [new Leaf(), [new Leaf(false), parameter()], []];
      readonly size = 3;
      readonly options = { hidden: 4 };
    }
    const net = new Net();
    const names = ["z.weight", "z.bias", "a", "h.0.weight", "h.0.bias", "h.1.0.weight", "h.1.1"];
    expect([...net.namedParameters().keys()]).toEqual(names);
    expect([...new Net().namedParameters().keys()]).toEqual(names);
    expect(net.parameters()).toEqual([...net.namedParameters().values()]);
    expect(net.namedParameters().get("h.1.1")).toBe(net.h[1]![1 as never]);
  });

  it("keeps the order of twelve modules in an array", () => {
    class Net extends Module {
      readonly h = Array.from({ length: 12 }, () => new Leaf(false));
    }
    expect(new Net().namedParameters().size).toBe(12);
    expect([...new Net().namedParameters().keys()][11]).toBe("h.11.weight");
  });

  it("names what is shared once, where it comes first, and follows circles once", () => {
    class Net extends Module {
      readonly input = new Leaf(false);
      readonly output = this.input.weight;
      readonly again = this.input;
      readonly all: Module[] = [this];
    }
    expect([...new Net().namedParameters().keys()]).toEqual(["input.weight"]);
  });

  it("takes any name a field can have", () => {
    class Net extends Module {
      readonly toString2 = parameter();
      declare readonly hasOwnProperty: never;
    }
    const net = new Net();
    for (const name of ["constructor", "__proto__", "hasOwnProperty", "then"]) {
      Object.defineProperty(net, name, { value: parameter(), enumerable: true });
    }
    expect([...net.namedParameters().keys()]).toEqual([
      "toString2",
      "constructor",
      "__proto__",
      "hasOwnProperty",
      "then",
    ]);
  });

  it("does not look into private fields, plain objects and Maps", () => {
    class Net extends Module {
      readonly #hidden = parameter();
      readonly object = { weight: parameter() };
      readonly map = new Map([["weight", parameter()]]);
      readonly set = () => this.#hidden;
    }
    expect(new Net().parameters()).toEqual([]);
  });

  it("is found inside subclasses of layers", () => {
    class Scaled extends Linear {
      readonly scale = parameter();
    }
    expect([...new Scaled(new Rng(0), 2, 2).namedParameters().keys()]).toEqual(["weight", "bias", "scale"]);
  });
});
