/** Σ row·query in double precision, for rows of `dim` numbers: what the module computes, plainly. */
export function productsReference(rows: ArrayLike<number>, query: ArrayLike<number>): Float64Array {
  const dim = query.length;
  const results = new Float64Array(rows.length / dim);
  for (let i = 0; i < results.length; i++) {
    for (let k = 0; k < dim; k++) results[i] = results[i]! + rows[i * dim + k]! * query[k]!;
  }
  return results;
}
