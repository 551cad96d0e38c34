import { empty, zeros } from "../creation.js";
import { ShapeError } from "../errors.js";
import { formatShape } from "../shape.js";
import { record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { checkIndices } from "./support/indices.js";
import { dense } from "./support/strided.js";
import { requireFloat } from "./support/unary.js";

/**
 * Rows of a table by their index: an embedding is this. A row that is taken twice gets both gradients.
 *
 * Shapes: (V, D), (...) -> (..., D)
 * DType: the indices are int32.
 * Throws: ValueError for an index that is not a row.
 */
export function take(table: Tensor, indices: Tensor): Tensor {
  if (table.ndim !== 2) {
    throw new ShapeError("take", "the table is not a matrix.", { given: formatShape(table.shape), expected: "(V, D)" });
  }
  requireFloat("take", table);
  const [V, D] = table.dims(2);
  checkIndices("take", indices, V);
  const index = dense(indices);
  const y = empty([...indices.shape, D], table.dtype, table.device);
  table.device.launch("takeRows", index.size, dense(table), index, y, D);
  return record(y, [table], (dy) => [scatterRows(dy, index, V)]);
}

/** Adds each row of x to the row of a zero table that its index names: the gradient of `take`, and the other way round. */
function scatterRows(x: Tensor, index: Tensor, V: number): Tensor {
  const D = x.shape[x.ndim - 1]!;
  const y = zeros([V, D], { device: x.device });
  x.device.launch("scatterAddRows", D, dense(x), index, y, index.size, D);
  return record(y, [x], (dy) => [dy.take(index)]);
}
