import { DTypeError, formatShape, isFloat, ShapeError, sameShape, type Tensor, ValueError } from "@cairn-ml/tensor";

/**
 * Throws unless `state` has the names and the shapes of `expected`: ValueError for names, ShapeError for shapes, DTypeError
 * for integers.
 */
export function checkState(
  op: string,
  state: ReadonlyMap<string, Tensor>,
  expected: ReadonlyMap<string, Tensor>,
): void {
  const missing = [...expected.keys()].filter((name) => !state.has(name));
  const unknown = [...state.keys()].filter((name) => !expected.has(name));
  if (missing.length > 0 || unknown.length > 0) {
    const problems = [
      ...(missing.length > 0 ? [`without ${list(missing)}`] : []),
      ...(unknown.length > 0 ? [`with ${list(unknown)}, which there is not here`] : []),
    ];
    throw new ValueError(op, "the state is of another optimiser.", {
      given: `a state ${problems.join(" and ")}`,
      expected: expected.size === 0 ? "an empty state" : list([...expected.keys()]),
      fix: "make the optimiser as it was when the state was saved: the same class, options and parameter names",
    });
  }
  for (const [name, { shape }] of expected) checkMoment(op, name, state.get(name)!, shape);
}

function checkMoment(op: string, name: string, moment: Tensor, shape: readonly number[]): void {
  if (!sameShape(moment.shape, shape)) {
    throw new ShapeError(op, `"${name}" has another shape than its parameter.`, {
      given: formatShape(moment.shape),
      expected: formatShape(shape),
      fix: "load the state that was saved with this model",
    });
  }
  if (isFloat(moment.dtype)) return;
  throw new DTypeError(op, `"${name}" does not hold real numbers.`, { given: moment.dtype, expected: "float32" });
}

const longest = 6; // names that an error shows

function list(names: readonly string[]): string {
  const shown = names.slice(0, longest).join(", ");
  return names.length > longest ? `${shown}, … (${names.length} in all)` : shown;
}
