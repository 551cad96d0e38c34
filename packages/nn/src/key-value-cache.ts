import { Parameter } from "@cairn-ml/autograd";
import { assign, formatShape, memoryScope, ShapeError, type Tensor, zeros } from "@cairn-ml/tensor";

/** The keys and values of the positions that one attention layer has seen, so that each is computed once. */
export class KeyValueCache implements Disposable {
  readonly #keys: Parameter; // (B, H, capacity, D)
  readonly #values: Parameter;
  readonly #capacity: number;
  #length = 0;

  /** Room for `capacity` positions of each of `batch` sequences. */
  constructor(batch: number, heads: number, capacity: number, headSize: number) {
    using _ = memoryScope(); // frees the zeros; Parameters outlive the scopes of the steps
    const shape = [batch, heads, capacity, headSize];
    this.#keys = new Parameter(zeros(shape));
    this.#values = new Parameter(zeros(shape));
    this.#capacity = capacity;
  }

  /** Positions held. */
  get length(): number {
    return this.#length;
  }

  /**
   * Adds T positions. Returns the keys and values of all positions, as views that hold until `clear`.
   *
   * Shapes: (B, H, T, D) twice -> (B, H, length, D) twice
   * Throws: ShapeError when there is no room.
   */
  append(keys: Tensor, values: Tensor): [Tensor, Tensor] {
    const end = this.#length + keys.shape[2]!;
    if (end > this.#capacity) {
      throw new ShapeError("KeyValueCache", "there is no room.", {
        given: `${this.#length} positions held, keys ${formatShape(keys.shape)}`,
        expected: `${this.#capacity} positions at most`,
        fix: "clear() it and start from the last positions of the context",
      });
    }
    const added = [null, null, [this.#length, end] as const];
    assign(this.#keys.slice(added), keys);
    assign(this.#values.slice(added), values);
    this.#length = end;
    const held = [null, null, [0, end] as const];
    return [this.#keys.slice(held), this.#values.slice(held)];
  }

  /** Forgets all positions, so that the next come first. */
  clear(): void {
    this.#length = 0;
  }

  [Symbol.dispose](): void {
    this.#keys.dispose();
    this.#values.dispose();
  }
}
