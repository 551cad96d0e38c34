import type { VectorsResults } from "./lesson.js";
import type { Chosen } from "./own-items.js";
import { words } from "./players.js";
import { add, byCosine, byDistance, middle, subtract } from "./vector-math.js";

/** What is near to what, measured. */
export function resultsOf({ set, item, mixed: [a, b] }: Chosen): VectorsResults {
  const itself = { player: item.name, distance: 0 };
  const others = byDistance(
    set.items.filter((other) => other !== item),
    item.vector,
  );
  const vector = middle(a.vector, b.vector);
  const besides = set.items.filter((other) => other !== a && other !== b);
  return {
    distances: [itself, ...others.map(({ item, distance }) => ({ player: item.name, distance }))],
    cosines: byCosine(set.items, item.vector).map(({ item, cosine }) => ({
      player: item.name,
      cosine: Number.isNaN(cosine) ? null : cosine,
    })),
    mix: {
      vector,
      nearest: byDistance(besides, vector)
        .slice(0, 4)
        .map(({ item }) => item.name),
    },
    analogy: kingToQueen(),
  };
}

function kingToQueen(): VectorsResults["analogy"] {
  const [king, man, woman, ...others] = words.items;
  const vector = add(subtract(king!.vector, man!.vector), woman!.vector);
  return { vector, nearest: byDistance(others, vector)[0]!.item.name };
}
