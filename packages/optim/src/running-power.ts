/**
 * baseᵗ by multiplying up, one factor a step: the same bits on every JavaScript engine, where Math.pow differs, and the same
 * after a jump (a checkpoint was loaded) as after walking there.
 */
export class RunningPower {
  readonly base: number;
  #t = 0;
  #value = 1;

  constructor(base: number) {
    this.base = base;
  }

  at(t: number): number {
    if (t < this.#t) [this.#t, this.#value] = [0, 1];
    for (; this.#t < t; this.#t++) this.#value *= this.base;
    return this.#value;
  }
}
