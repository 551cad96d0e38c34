import { type Lists, toLists } from "./lists.js";

/**
 * Each word's path from the root of the Huffman tree of the counts, which fall: items are 2 node + branch. A tree of V words has
 * V - 1 nodes, the root is the last one made.
 * Source: Huffman 1952, "A method for the construction of minimum-redundancy codes"; its use here: Morin & Bengio 2005.
 */
export function huffmanPaths(counts: readonly number[]): Lists {
  const size = counts.length;
  const weights = new Float64Array(Math.max(0, 2 * size - 1)); // words, then nodes
  weights.set(counts);
  const parents = new Int32Array(weights.length);
  let word = size - 1; // the rarest word that has no parent yet
  let node = size; // the lightest node that has none: nodes are made in order of weight
  for (let made = size; made < weights.length; made++) {
    for (const branch of [0, 1]) {
      const isWord = word >= 0 && (node >= made || weights[word]! <= weights[node]!);
      const child = isWord ? word-- : node++;
      weights[made]! += weights[child]!;
      parents[child] = 2 * (made - size) + branch;
    }
  }
  const root = size - 2;
  return toLists(counts.map((_, i) => pathTo(parents, i, size, root)));
}

function pathTo(parents: Int32Array, word: number, size: number, root: number): number[] {
  const path: number[] = [];
  for (let at = word, node = -1; node !== root && root >= 0; at = size + node) {
    path.push(parents[at]!);
    node = parents[at]! >> 1;
  }
  return path.reverse();
}
