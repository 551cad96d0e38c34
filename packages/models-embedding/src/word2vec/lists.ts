/** A list for each word: where each ends, and all items one after another. */
export interface Lists {
  readonly ends: Int32Array;
  readonly items: Int32Array;
}

export function toLists(lists: Iterable<Iterable<number>>): Lists {
  const ends: number[] = [];
  const items: number[] = [];
  for (const list of lists) {
    for (const item of list) items.push(item);
    ends.push(items.length);
  }
  return { ends: Int32Array.from(ends), items: Int32Array.from(items) };
}

export function listOf({ ends, items }: Lists, i: number): Int32Array {
  return items.subarray(i === 0 ? 0 : ends[i - 1]!, ends[i]!);
}
