import { Tensor } from "./tensor.js";

// console.log in Node asks for this.
Object.defineProperty(Tensor.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value(this: Tensor): string {
    return this.toString();
  },
  configurable: true,
});

// Test runners show a plain object by its keys, but something with a name of its own by its text.
Object.defineProperty(Tensor.prototype, Symbol.toStringTag, { value: "Tensor", configurable: true });
