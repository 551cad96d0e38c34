/** A strided walk through memory as a part of a box: the memory reshaped to `shape`, of which [begin, begin + size) is taken. */
export interface Box {
  readonly shape: readonly number[];
  readonly begin: readonly number[];
  readonly size: readonly number[];
  /** The transposition that turns the walk, without its axes of size 1, into the part. */
  readonly order: readonly number[];
  /** The transposition back. */
  readonly back: readonly number[];
}

/**
 * The box in which a walk lies, or null for one that no box holds. In memory of 24 elements, a walk of (4, 3) with strides (6, 1)
 * from 3 is the last three columns of the box (4, 6). Views of contiguous memory are such walks, unless steps leave strides that
 * do not divide each other.
 */
export function boxOf(
  length: number,
  offset: number,
  sizes: readonly number[],
  strides: readonly number[],
): Box | null {
  const walked = sizes.flatMap((n, axis) => (n > 1 ? [axis] : []));
  const falling = [...walked].sort((a, b) => strides[b]! - strides[a]!);
  const [shape, begin, size]: [number[], number[], number[]] = [[], [], []];
  let span = length; // of one element of the axis before
  let rest = offset;
  for (const axis of falling) {
    const stride = strides[axis]!;
    const n = span / stride;
    const first = Math.floor(rest / stride);
    if (!Number.isInteger(n) || first + sizes[axis]! > n) return null; // a stride of 0 gives no integer
    shape.push(n);
    begin.push(first);
    size.push(sizes[axis]!);
    span = stride;
    rest -= first * stride;
  }
  if (span > 1 || shape.length === 0) {
    shape.push(span);
    begin.push(rest);
    size.push(1);
  }
  const order = falling.map((axis) => walked.indexOf(axis));
  return { shape, begin, size, order, back: walked.map((axis) => falling.indexOf(axis)) };
}

/** Where each element of a walk lies, in row-major order. */
export function addresses(offset: number, sizes: readonly number[], strides: readonly number[]): Int32Array {
  let found = Int32Array.of(offset);
  sizes.forEach((n, axis) => {
    const next = new Int32Array(found.length * n);
    found.forEach((from, i) => {
      for (let k = 0; k < n; k++) next[i * n + k] = from + k * strides[axis]!;
    });
    found = next;
  });
  return found;
}
