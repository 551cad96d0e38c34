import { type Check, exactly, near } from "../check.js";
import type { Host, Outcome, Suggestion } from "../lesson.js";
import { type VectorsOptions, type VectorsResults, vectors } from "./lesson.js";
import { chosenItems } from "./own-items.js";
import { words } from "./players.js";
import { resultsOf } from "./results.js";
import { exhibitsOf } from "./show.js";

export async function run(
  options: VectorsOptions & { readonly seed: number },
  host: Host,
): Promise<Outcome<VectorsResults>> {
  const chosen = chosenItems(options, host);
  const results = resultsOf(chosen);
  return { results, checks: checksOf(results), exhibits: exhibitsOf(chosen, results), suggestions };
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
