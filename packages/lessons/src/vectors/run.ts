import { type Check, exactly, near } from "../check.js";
import type { Host, Outcome, Suggestion } from "../lesson.js";
import { type VectorsOptions, type VectorsResults, vectors } from "./lesson.js";
import { type Chosen, chosenItems } from "./own-items.js";
import { words } from "./players.js";
import { exhibitsOf } from "./show.js";
import { add, byCosine, byDistance, middle, subtract } from "./vector-math.js";

export async function run(
  options: VectorsOptions & { readonly seed: number },
  host: Host,
): Promise<Outcome<VectorsResults>> {
  const chosen = chosenItems(options, host);
  const results = resultsOf(chosen);
  return { results, checks: checksOf(results), exhibits: exhibitsOf(chosen, results), suggestions };
}

function resultsOf({ set, item, mixed: [a, b] }: Chosen): VectorsResults {
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

/** Half of the last digit that was published. */
const half = 0.005;

function checksOf({ distances, mix, analogy }: VectorsResults): Check[] {
  const published = vectors.published as Pick<VectorsResults, "distances" | "mix" | "analogy">;
  const order = (names: readonly string[], expected: readonly string[]) =>
    expected.filter((name, i) => names[i] === name).length;
  const inOrder = order(
    distances.map(({ player }) => player),
    published.distances.map(({ player }) => player),
  );
  return [
    exactly("distances.length", inOrder, published.distances.length, "players at their place in the order"),
    ...published.distances.map(({ player, distance }, i) =>
      near(`distances.${i}.distance`, distances[i]?.distance ?? Number.NaN, distance, half, `to ${player}`),
    ),
    ...published.mix.vector.map((x, i) =>
      near(`mix.vector.${i}`, mix.vector[i] ?? Number.NaN, x, 1e-9, `the mix, ${i === 0 ? "average" : "strike rate"}`),
    ),
    exactly("mix.nearest.length", order(mix.nearest, published.mix.nearest), 4, "its nearest four, in order"),
    ...published.analogy.vector.map((x, i) =>
      near(`analogy.vector.${i}`, analogy.vector[i]!, x, 1e-12, `king − man + woman, ${words.features[i]}`),
    ),
    exactly("analogy.nearest", analogy.nearest === published.analogy.nearest ? 1 : 0, 1, "queen is the nearest"),
  ];
}

const suggestions: readonly Suggestion[] = [
  { what: "From a bowler: who is first by distance, who by cosine?", command: 'lesson 8 --item "Adam Zampa"' },
  {
    what: "A mix of the best batsman and a bowler: who is like that?",
    command: 'lesson 8 --mix "Shubman Gill,Mohammed Siraj"',
  },
  {
    what: "Your own table: a column of names, and columns of numbers",
    command: "lesson 8 --from FILE.csv --item NAME",
  },
];
