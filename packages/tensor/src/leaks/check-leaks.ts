import "../symbol-dispose.js";
import { bytesPerElement } from "../dtype.js";
import { MemoryError } from "../errors.js";
import { ownedByScopes } from "../scope.js";
import type { Shape } from "../shape.js";
import { type Storage, watchStorages } from "../storage.js";
import { callSite } from "./call-site.js";
import { formatLeaks, groupByLine, type Leak, type Origin } from "./leak.js";

interface Numbered extends Origin {
  readonly number: number;
}

// Nothing here holds a storage: the garbage collector frees what is forgotten, as it does without a check.
const alive = new Set<Numbered>();
const origins = new WeakMap<Storage, Numbered>();
const collected = new FinalizationRegistry<Numbered>((origin) => alive.delete(origin));
const checks = new Set<LeakCheck>();
let count = 0;

function made(storage: Storage, shape: Shape): void {
  const { dtype, length } = storage;
  const origin = { site: callSite(), dtype, shape, bytes: length * bytesPerElement[dtype], number: count++ };
  alive.add(origin);
  origins.set(storage, origin);
  collected.register(storage, origin);
}

function freed(storage: Storage): void {
  const origin = origins.get(storage);
  if (origin) alive.delete(origin);
}

/** Knows which line made each tensor; see `checkLeaks`. */
export class LeakCheck implements Disposable {
  readonly #first = count;

  /** Not called directly: see `checkLeaks`. */
  constructor() {
    checks.add(this);
    watchStorages({ made, freed });
  }

  /**
   * The lines that made what is alive and what no open scope will free, those that hold most first. Tensors that are only
   * waiting for the garbage collector are among them: they hold memory, and in a synchronous loop it never comes.
   */
  leaks(): Leak[] {
    const owned = new Set([...ownedByScopes()].map((storage) => origins.get(storage)));
    return groupByLine([...alive].filter((origin) => origin.number >= this.#first && !owned.has(origin)));
  }

  /** Throws: MemoryError that lists the leaks, if there are any. */
  assertNone(): void {
    const leaks = this.leaks();
    if (leaks.length === 0) return;
    throw new MemoryError("checkLeaks", "tensors are alive that no scope will free.", {
      given: formatLeaks(leaks).replaceAll("\n", "\n          "),
      expected: "every tensor made since checkLeaks() to be freed, or owned by an open scope",
      fix: "open a memoryScope() around the step, dispose() what it keeps, or keep numbers: x.item(), x.data()",
    });
  }

  /** The leaks as text. */
  toString(): string {
    return formatLeaks(this.leaks());
  }

  /** Ends the check. After the last one a tensor costs what it did before. */
  [Symbol.dispose](): void {
    checks.delete(this);
    if (checks.size > 0) return;
    watchStorages(null);
    alive.clear();
  }
}

/**
 * Finds the lines whose tensors are never freed: from now on every tensor remembers which line made it, at some 30 µs each.
 * Begin after what is meant to stay (a model, the first step) was made.
 *
 * ```ts
 * import { checkLeaks, init, mean, memoryScope, type Tensor, tensor } from "@cairn-ml/tensor";
 *
 * await init();
 * const losses: Tensor[] = [];
 * function step(): void {
 *   using scope = memoryScope();
 *   losses.push(scope.keep(tensor([1, 2, 3]).mean())); // should have been .item()
 * }
 *
 * using check = checkLeaks();
 * for (let i = 0; i < 100; i++) step();
 * console.log(String(check)); // 100 tensors, 400 B, made at … in step
 * ```
 */
export function checkLeaks(): LeakCheck {
  return new LeakCheck();
}
