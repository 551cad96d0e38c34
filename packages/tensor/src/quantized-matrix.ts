import "./symbol-dispose.js";
import { empty } from "./creation.js";
import { ShapeError } from "./errors.js";
import { checkIndices } from "./ops/support/indices.js";
import { dense } from "./ops/support/strided.js";
import { requireFloat } from "./ops/support/unary.js";
import { memoryScope } from "./scope.js";
import { formatShape, sameShape } from "./shape.js";
import { recordNothing } from "./tape.js";
import { Tensor } from "./tensor.js";

const longestRow = 2 ** 19; // of int16 in a thread's working memory

/**
 * A matrix of weights as int8, with a scale for each row: a quarter of the memory, and where memory is what takes time, a quarter of the
 * time. Each number is rounded to one of 255 steps of its row's size, which costs half a step at most: 0.2 % of the largest in its
 * row. Nothing differentiates it.
 *
 * Source: Dettmers et al. 2022, arXiv:2208.07339, section 2.1, for integers with a scale for each row.
 */
export class QuantizedMatrix implements Disposable {
  /** (rows, cols) int8. */
  readonly values: Tensor;
  /** (rows), of each row's step. */
  readonly scales: Tensor;

  /** Rounds the rows of a matrix; no memory scope frees the result. Shapes: (rows, cols) */
  constructor(matrix: Tensor) {
    requireFloat("QuantizedMatrix", matrix);
    const [rows, cols] = matrix.dims(2);
    if (cols > longestRow) {
      throw new ShapeError("QuantizedMatrix", "the rows are too long.", {
        given: formatShape(matrix.shape),
        expected: `${longestRow} columns at most`,
      });
    }
    const { device } = matrix;
    this.values = new Tensor(device.allocate("int8", rows * cols), [rows, cols], [cols, 1], 0, true);
    this.scales = new Tensor(device.allocate(device.float, rows), [rows], [1], 0, true);
    const [xRow, xCol] = matrix.strides as [number, number];
    device.launch("quantizeRows", rows, matrix, this.values, this.scales, cols, xRow, xCol);
    recordNothing("QuantizedMatrix", this.values, [matrix]);
  }

  get rows(): number {
    return this.values.shape[0]!;
  }

  get cols(): number {
    return this.values.shape[1]!;
  }

  /**
   * The products of rows of x with the rows of this, and a bias: x Wᵀ + b. Each row of x is rounded to int16 on the way, by a scale of
   * its own, 1/65534 of its largest at most; the sums of the products are exact.
   *
   * Shapes: (..., cols), (rows) -> (..., rows)
   */
  products(x: Tensor, bias: Tensor | null = null): Tensor {
    requireFloat("QuantizedMatrix.products", x);
    const { rows, cols } = this;
    if (x.shape.at(-1) !== cols || (bias && !sameShape(bias.shape, [rows]))) {
      throw new ShapeError("QuantizedMatrix.products", "the shapes do not fit.", {
        given: `x ${formatShape(x.shape)}${bias ? `, bias ${formatShape(bias.shape)}` : ""}`,
        expected: `x (..., ${cols})${bias ? `, bias (${rows})` : ""}`,
      });
    }
    const M = x.size / cols;
    const y = empty([...x.shape.slice(0, -1), rows], x.dtype, x.device);
    const [from, b] = [dense(x), bias && dense(bias)];
    x.device.launch("matmulQuantized", rows, from, this.values, this.scales, b, y, M, rows, cols);
    return recordNothing("QuantizedMatrix.products", y, bias ? [x, bias] : [x]);
  }

  /**
   * Rows by their index, as floats.
   *
   * Shapes: (...) int32 -> (..., cols)
   * Throws: ValueError for an index that is not a row.
   */
  take(indices: Tensor): Tensor {
    checkIndices("QuantizedMatrix.take", indices, this.rows);
    const index = dense(indices);
    const y = empty([...indices.shape, this.cols], this.scales.dtype, this.values.device);
    y.device.launch("takeQuantizedRows", index.size, this.values, this.scales, index, y, this.cols);
    return y;
  }

  /** All of it as floats. Shapes: () -> (rows, cols) */
  toFloat(): Tensor {
    using scope = memoryScope();
    const { device } = this.values;
    const index = empty([this.rows], "int32", device);
    device.write(
      index.storage,
      0,
      Int32Array.from({ length: this.rows }, (_, i) => i),
    );
    return scope.keep(this.take(index));
  }

  dispose(): void {
    this.values.dispose();
    this.scales.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}
