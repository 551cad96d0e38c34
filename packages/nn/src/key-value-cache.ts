import { Parameter } from "@cairn-ml/autograd";
import { assign, formatShape, memoryScope, ShapeError, type Tensor, ValueError, zeros } from "@cairn-ml/tensor";

/** What attention asks of a cache: see `KeyValueCache`. */
export interface AttentionCache {
  /** Positions held. */
  readonly length: number;
  /** Adds positions; returns keys and values. */
  append(keys: Tensor, values: Tensor): [Tensor, Tensor];
  /** How many of the returned positions there are; all unless given. */
  readonly visible?: () => number;
}

/** The keys and values of the positions that one attention layer has seen, so that each is computed once. */
export class KeyValueCache implements AttentionCache, Disposable {
  #keys: Parameter; // (B, H, capacity, D)
  #values: Parameter;
  readonly #capacity: number;
  #length = 0;

  /** Room for `capacity` positions of each of `batch` sequences. */
  constructor(batch: number, heads: number, capacity: number, headSize: number) {
    const shape = [batch, heads, capacity, headSize];
    this.#keys = room(shape);
    this.#values = room(shape);
    this.#capacity = capacity;
  }

  /** Positions held. */
  get length(): number {
    return this.#length;
  }

  /** Sequences held. */
  get batch(): number {
    return this.#keys.shape[0]!;
  }

  /**
   * Adds T positions. Returns the keys and values of all positions, as views that hold until `clear` or `select`.
   *
   * Shapes: (B, H, T, D) twice -> (B, H, length, D) twice
   * Throws: ShapeError when there is no room.
   */
  append(keys: Tensor, values: Tensor): [Tensor, Tensor] {
    const end = this.#length + keys.shape[2]!;
    this.#checkRoom(end, `keys ${formatShape(keys.shape)}`);
    const added = [null, null, [this.#length, end] as const];
    assign(this.#keys.slice(added), keys);
    assign(this.#values.slice(added), values);
    this.#length = end;
    return [held(this.#keys, end), held(this.#values, end)];
  }

  /**
   * Goes on with some of the sequences: number i is then what number `rows[i]` was. One may be taken several times, to go on
   * from one beginning in several ways; what is not named is freed.
   *
   * Throws: ValueError for a sequence that is not held, or none.
   */
  select(rows: readonly number[]): void {
    const { batch } = this;
    const wrong = rows.find((row) => !(Number.isInteger(row) && row >= 0 && row < batch));
    if (rows.length === 0 || wrong !== undefined) {
      throw new ValueError("KeyValueCache", "there is no such sequence.", {
        given: `rows [${rows.join(", ")}]`,
        expected: batch === 1 ? "0 only" : `numbers from 0 to ${batch - 1}`,
      });
    }
    if (rows.length === batch && rows.every((row, i) => row === i)) return;
    this.#keys = this.#picked(this.#keys, rows);
    this.#values = this.#picked(this.#values, rows);
  }

  /** Copies the held positions of some sequences, and frees the rest. */
  #picked(all: Parameter, rows: readonly number[]): Parameter {
    using _ = memoryScope();
    const picked = room([rows.length, ...all.shape.slice(1)]);
    const to = held(picked, this.#length);
    const from = held(all, this.#length);
    rows.forEach((row, i) => {
      assign(to.slice([[i, i + 1]]), from.slice([[row, row + 1]]));
    });
    all.dispose();
    return picked;
  }

  /**
   * The next position's place, twice (B, H, 1, D), for a step that is captured: places are inputs of it, since they change from
   * step to step, and within it `at(place)` stands for this cache. After the step, `advance()`.
   */
  next(): [Tensor, Tensor] {
    const end = this.#length + 1;
    this.#checkRoom(end, "another one");
    const place = [null, null, [this.#length, end] as const];
    return [this.#keys.slice(place), this.#values.slice(place)];
  }

  /** This cache as a captured step sees it: it writes to the place that it is given, and all of the room is returned. */
  at([key, value]: readonly [Tensor, Tensor]): AttentionCache {
    return {
      length: this.#length,
      append: (keys, values) => {
        assign(key, keys);
        assign(value, values);
        return [this.#keys, this.#values];
      },
      visible: () => this.#length + 1,
    };
  }

  /** Counts the position whose place `next` gave. */
  advance(): void {
    this.#length++;
  }

  /** Forgets all positions but the first `kept`. */
  clear(kept: number = 0): void {
    this.#length = Math.min(this.#length, kept);
  }

  #checkRoom(end: number, added: string): void {
    if (end <= this.#capacity) return;
    throw new ShapeError("KeyValueCache", "there is no room.", {
      given: `${this.#length} positions held, ${added}`,
      expected: `${this.#capacity} positions at most`,
      fix: "clear() it and start from the last positions of the context",
    });
  }

  [Symbol.dispose](): void {
    this.#keys.dispose();
    this.#values.dispose();
  }
}

/** A Parameter outlives the scopes of the steps. */
function room(shape: readonly number[]): Parameter {
  using _ = memoryScope(); // frees the zeros
  return new Parameter(zeros(shape));
}

function held(all: Tensor, length: number): Tensor {
  return all.slice([null, null, [0, length]]);
}
