import { Rng } from "@cairn-ml/tensor";
import { UMAP } from "umap-js";
import { showWork } from "../output/work.js";
import type { MappedWords } from "./words-of-map.js";

const neighbours = 15; // as in the paper's code
const breath = 50; // milliseconds after which the event loop may turn

/**
 * Places in the plane, such that words stay beside their neighbours. How far groups are from each other says little.
 * Source: McInnes, Healy & Melville 2018, arXiv:1802.03426.
 */
export async function umap({ words, rows, dim }: MappedWords, seed: number): Promise<[number, number][]> {
  const rng = new Rng(seed).fork("umap");
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: Math.min(neighbours, words.length - 1),
    random: () => rng.uniform(),
  });
  const epochs = umap.initializeFit(words.map((_, i) => Array.from(rows.subarray(i * dim, (i + 1) * dim))));
  const work = showWork("UMAP", epochs);
  let breathed = performance.now();
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    if (performance.now() - breathed < breath) continue;
    work.update(epoch);
    await new Promise((resolve) => setImmediate(resolve));
    breathed = performance.now();
  }
  work.stop();
  return umap.getEmbedding().map(([x, y]) => [x!, y!]);
}
