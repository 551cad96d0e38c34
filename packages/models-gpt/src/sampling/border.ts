import { type Candidates, sumOf } from "./candidates.js";

/**
 * Moves the fewest likeliest of the first `length` that are enough to the front, the least likely of them last, and returns
 * how many they are: all, when they are not enough. Enough is `amount`, counting each by its value or each as one. It sorts
 * only the part in which the border lies: length + length/2 + length/4 + … comparisons, about.
 *
 * Source: Hoare 1961, "Algorithm 65: Find".
 */
export function border(
  { tokens, values }: Candidates,
  length: number,
  amount: number,
  count: "values" | "ones",
): number {
  let [begin, end] = [0, length]; // the border lies behind one of these
  let left = amount;
  while (end - begin > 1) {
    const pivot = partition(tokens, values, begin, end);
    const before = count === "ones" ? pivot - begin : sumOf(values, begin, pivot);
    if (left <= before && pivot > begin) {
      end = pivot;
      continue;
    }
    left -= before + (count === "ones" ? 1 : values[pivot]!);
    begin = pivot + 1;
    if (left <= 0) end = begin;
  }
  return end;
}

/** Moves what is likelier than some element before it, and the rest behind. Returns where that element then is. */
function partition(tokens: Int32Array, values: Float64Array, begin: number, end: number): number {
  const last = end - 1;
  swap(tokens, values, medianOf(tokens, values, begin, (begin + last) >>> 1, last), last);
  const token = tokens[last]!;
  const value = values[last]!;
  let border = begin;
  for (let i = begin; i < last; i++) {
    const here = values[i]!;
    if (here > value || (here === value && tokens[i]! < token)) swap(tokens, values, i, border++);
  }
  swap(tokens, values, border, last);
  return border;
}

function medianOf(tokens: Int32Array, values: Float64Array, a: number, b: number, c: number): number {
  const before = (i: number, j: number) =>
    values[i]! > values[j]! || (values[i] === values[j] && tokens[i]! < tokens[j]!);
  if (before(a, b)) return before(b, c) ? b : before(a, c) ? c : a;
  return before(a, c) ? a : before(b, c) ? c : b;
}

function swap(tokens: Int32Array, values: Float64Array, i: number, j: number): void {
  const token = tokens[i]!;
  const value = values[i]!;
  tokens[i] = tokens[j]!;
  values[i] = values[j]!;
  tokens[j] = token;
  values[j] = value;
}
