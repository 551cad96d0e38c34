import "./symbol-dispose.js";
import { freeWhenForgotten, type Storage } from "./storage.js";
import type { Tensor } from "./tensor.js";

let current: MemoryScope | null = null;

/** Owns the tensors made while it is open; see `memoryScope`. */
export class MemoryScope implements Disposable {
  readonly #parent: MemoryScope | null = current;
  readonly #tensors: Tensor[] = [];
  #open = true;

  /** Lets `x` out: the enclosing scope owns it, or, outside any, the garbage collector. Returns `x`. */
  keep<T extends Tensor>(x: T): T {
    if (x.scope === this) adopt(x, this.enclosing());
    return x;
  }

  /** Lets all out that was made so far. */
  keepAll(): void {
    for (const x of this.#tensors) this.keep(x);
    this.#tensors.length = 0;
  }

  /** The nearest scope around this one that is still open. */
  enclosing(): MemoryScope | null {
    let scope = this.#parent;
    while (scope && !scope.#open) scope = scope.#parent;
    return scope;
  }

  /** Used by `Tensor`: makes this scope the owner of `x`. */
  own(x: Tensor): void {
    x.scope = this;
    this.#tensors.push(x);
  }

  /** The storages of the tensors that it owns. */
  *storages(): Generator<Storage> {
    for (const x of this.#tensors) if (x.scope === this) yield x.storage;
  }

  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    if (current === this) current = this.enclosing();
    if (this.#tensors.length === 0) return; // emptying an array takes as long as all before it
    for (const x of this.#tensors) if (x.scope === this) x.dispose();
    this.#tensors.length = 0;
  }
}

/**
 * Opens a scope that frees, at the closing brace, every tensor made since: `using scope = memoryScope();`.
 * It is for one synchronous function: during an `await` others would put their tensors into it.
 */
export function memoryScope(): MemoryScope {
  current = new MemoryScope();
  return current;
}

/** The storages that the closing of the scopes that are open will free, unless they are kept. */
export function* ownedByScopes(): Generator<Storage> {
  for (let scope = current; scope; scope = scope.enclosing()) yield* scope.storages();
}

/** Used by `Tensor`: gives a new tensor its owner. */
export function adoptNew(x: Tensor): void {
  adopt(x, current);
}

function adopt(x: Tensor, scope: MemoryScope | null): void {
  if (scope) {
    scope.own(x);
  } else {
    x.scope = null;
    freeWhenForgotten(x.storage);
  }
}
