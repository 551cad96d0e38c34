import { formatShape, fromData, type Rng, ShapeError, type Tensor, ValueError } from "@cairn-ml/tensor";

/** Examples, and what is to be said of each. */
export interface XYBatch {
  readonly X: Tensor; // (B, D)
  readonly y: Tensor; // (B), or (B, K)
}

export interface BatchesOptions {
  /** B: rows in a batch; the last one of an epoch has what is left. */
  readonly batchSize: number;
}

/**
 * Mini-batches without replacement: an epoch sees each row once, in an order of its own that depends on nothing but the epoch.
 * So a run that goes on at some step gets the batches that it would have had. With a batch of all rows or more, each step gets
 * X and y as they are.
 */
export class Batches {
  readonly stepsPerEpoch: number;
  readonly #rng: Rng;
  readonly #all: XYBatch;
  readonly #labels: ArrayLike<number> | null; // y (N), gathered on the host: a few numbers
  readonly #batchSize: number;
  readonly #order: Int32Array<ArrayBuffer>; // of the epoch
  #epoch = -1;

  /**
   * Shapes: X (N, D), y (N) of any dtype, or (N, K) of floats
   * Throws: ShapeError unless y has as many rows as X; ValueError when there are none, or the batch size is none.
   */
  constructor(rng: Rng, X: Tensor, y: Tensor, { batchSize }: BatchesOptions) {
    const [N] = X.dims(2);
    if (y.shape[0] !== N || y.ndim > 2) {
      throw new ShapeError("Batches", "X and y do not have the same number of rows.", {
        given: `X ${formatShape(X.shape)}, y ${formatShape(y.shape)}`,
        expected: `y (${N}) or (${N}, K)`,
      });
    }
    if (N === 0) throw new ValueError("Batches", "there are no rows.", { given: "0 rows", expected: "1 or more" });
    if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
      throw new ValueError("Batches", "batchSize is not a positive integer.", {
        given: String(batchSize),
        expected: "1 or more",
      });
    }
    this.#rng = rng;
    this.#all = { X, y };
    this.#labels = y.ndim === 1 ? y.data() : null;
    this.#batchSize = Math.min(batchSize, N);
    this.#order = new Int32Array(N);
    this.stepsPerEpoch = Math.ceil(N / batchSize);
  }

  /** The batch of a step, counted from 0. The stream of the step is not drawn from: an epoch has one of its own. */
  batch(_: Rng | undefined, step: number): XYBatch {
    const { X, y } = this.#all;
    if (this.stepsPerEpoch === 1) return this.#all;
    const first = (step % this.stepsPerEpoch) * this.#batchSize;
    this.#shuffle(Math.floor(step / this.stepsPerEpoch));
    const rows = this.#order.subarray(first, first + this.#batchSize);
    const index = fromData(rows, [rows.length], { dtype: "int32", device: X.device });
    return { X: X.take(index), y: this.#labels ? this.#gather(this.#labels, rows) : y.take(index) };
  }

  count({ X }: XYBatch): number {
    return X.shape[0]!;
  }

  #gather(labels: ArrayLike<number>, rows: Int32Array): Tensor {
    const { device, dtype } = this.#all.y;
    const values = dtype === "int32" ? new Int32Array(rows.length) : new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = labels[rows[i]!]!;
    return fromData(values, [rows.length], { dtype, device });
  }

  /** Source: Durstenfeld 1964, algorithm 235. */
  #shuffle(epoch: number): void {
    if (epoch === this.#epoch) return;
    const order = this.#order;
    const draws = this.#rng.fork("epoch", epoch).uniforms(2 * order.length);
    for (let i = 0; i < order.length; i++) order[i] = i;
    for (let i = order.length - 1; i > 0; i--) {
      const uniform = draws[2 * i]! + draws[2 * i + 1]! * 2 ** -24; // 48 bits: no bias worth the name
      const j = Math.floor(uniform * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    this.#epoch = epoch;
  }
}
