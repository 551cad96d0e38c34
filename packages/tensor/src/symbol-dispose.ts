// Node 20 and some browsers know `using` only through a compiler; the symbol it looks for must exist before any class uses it.
const symbols = Symbol as unknown as { dispose?: symbol };
if (symbols.dispose === undefined) {
  Object.defineProperty(Symbol, "dispose", { value: Symbol("Symbol.dispose"), configurable: false, writable: false });
}

export {};
