import type { Exhibit, Plot, Series } from "../exhibit.js";
import { fixed } from "../figures.js";
import type { VectorsResults } from "./lesson.js";
import type { Chosen } from "./own-items.js";
import { type Item, type ItemSet, players, words } from "./players.js";
import { byCosine, byDistance, distance } from "./vector-math.js";

/** What lesson 8 shows, in this order. */
export function exhibitsOf(chosen: Chosen, results: VectorsResults): Exhibit[] {
  return [
    ...map(chosen),
    oneDistance(chosen, results),
    ranking(chosen),
    disagreement(chosen),
    mixed(chosen, results),
    directions(),
    wordTable(),
    analogy(results),
  ];
}

/** The first two numbers of each item; the rest, where there are more, has no room in a picture. */
function map({ set, item, mixed }: Chosen): Plot[] {
  const { items, features, groups, short = (name: string) => name } = set;
  if (features.length < 2) return [];
  let first = 0;
  const series = groups.map(({ name, size }): Series => {
    const group = items.slice(first, first + size);
    first += size;
    return seriesOf(name, group, short);
  });
  const [a, b] = mixed;
  const between = { name: "the mix", vector: a.vector.map((x, i) => (x + b.vector[i]!) / 2) };
  return [
    {
      kind: "plot",
      title: "Everybody as a place on a map",
      x: { label: features[0]! },
      y: { label: features[1]! },
      series: [...series, seriesOf(`halfway between ${short(a.name)} and ${short(b.name)}`, [between], (name) => name)],
      note:
        (features.length > 2 ? `Only the first two of ${features.length} numbers are seen here. ` : "") +
        (set === players
          ? `Batsmen are to the right, bowlers to the left. Who is close to ${short(item.name)} on the map bats like him.`
          : `What is close to ${short(item.name)} on the map is like it.`),
    },
  ];
}

function seriesOf(
  name: string,
  items: readonly { name: string; vector: readonly number[] }[],
  short: (name: string) => string,
): Series {
  return {
    name,
    mark: "points",
    points: items.map(({ vector: [x, y] }) => [x!, y!]),
    labels: items.map((item) => short(item.name)),
  };
}

function oneDistance({ set, item }: Chosen, { distances }: VectorsResults): Exhibit {
  const other = set.items.find(({ name }) => name === distances[1]!.player)!;
  const differences = item.vector.map((x, i) => `(${plain(x)} − ${plain(other.vector[i]!)})²`);
  const shown = differences.length > 4 ? [...differences.slice(0, 3), "…"] : differences;
  return {
    kind: "text",
    title: `How far is ${other.name} from ${item.name}?`,
    text:
      "Take the difference of each number, square it, add up, take the root; that is the length of the straight line between two places " +
      "(Pythagoras), and it works with any number of numbers:\n\n" +
      `  √( ${shown.join(" + ")} ) = ${fixed(distances[1]!.distance, 2)}`,
  };
}

/** Distance and cosine beside each other. */
function ranking({ set, item }: Chosen): Exhibit {
  const near = byDistance(set.items, item.vector);
  const alike = byCosine(set.items, item.vector);
  const rows = near.slice(0, 40).map(({ item: other, distance }, i) => {
    const place = alike.findIndex((each) => each.item === other);
    const { cosine } = alike[place]!;
    return [
      String(i + 1),
      other.name,
      ...other.vector.slice(0, 3).map(plain),
      fixed(distance, 2),
      Number.isNaN(cosine) ? "–" : fixed(cosine, 4),
      String(place + 1),
    ];
  });
  const heads = set.features.slice(0, 3);
  return {
    kind: "table",
    title: `From ${item.name}, nearest first`,
    head: ["", set === players ? "player" : "item", ...heads, "distance", "cosine", "rank"],
    rows,
    note:
      (near.length > rows.length ? `The first ${rows.length} of ${near.length}. ` : "") +
      "The cosine is another measure: think of an arrow from 0, 0 to each place, and ask only for the angle between two arrows. It is 1 where they " +
      "point the same way, 0 where they stand at a right angle. The rank is the place in the order by cosine.",
  };
}

/** Why the two measures do not put everybody in the same order. */
function disagreement({ set, item }: Chosen): Exhibit {
  const title = "Why the two disagree";
  const why = "The distance asks: how much of it? The cosine asks: in which proportion? ";
  const last =
    "\n\nNeither knows what a number means. If one column counts in thousands and another in tenths, the distance hardly sees the second.";
  const others = set.items.filter((other) => other !== item);
  const cosines = byCosine(others, item.vector).filter(({ cosine }) => !Number.isNaN(cosine));
  if (cosines.length === 0) {
    return {
      kind: "text",
      title,
      text: `${why}A vector of zeros points nowhere, so that there is no cosine here.${last}`,
    };
  }
  return {
    kind: "text",
    title,
    text: why + halfAsMuch(item, others, cosines[0]!.item, set) + range(set, cosines) + last,
  };
}

/** Somebody with the same proportions, and half of everything. */
function halfAsMuch(item: Item, others: readonly Item[], first: Item, { short = (name) => name }: ItemSet): string {
  const half = item.vector.map((x) => x / 2);
  const near = byDistance(others, item.vector);
  const away = distance(half, item.vector);
  const nearer = near.filter(({ distance }) => distance < away).length;
  const place = near.findIndex((each) => each.item === first) + 1;
  return (
    `Think of one that has just half of everything that ${item.name} has, ${vectorText(half, 1)}. It points exactly the same way: cosine 1, the ` +
    `highest there is. But by distance it is ${fixed(away, 2)} away, and ${nearer} of the ${near.length} others are nearer. So ${short(first.name)} is first by cosine` +
    (place > 1 ? `, though only number ${place} by distance. ` : ", and here by distance, too. ")
  );
}

function range(set: ItemSet, cosines: readonly { readonly cosine: number }[]): string {
  const [high, low] = [cosines[0]!, cosines.at(-1)!].map(({ cosine }) => fixed(cosine, 2)) as [string, string];
  const isPositive = set.items.every(({ vector }) => vector.every((x) => x >= 0));
  return (
    `The cosines here lie between ${low} and ${high}` +
    (isPositive ? ", since no number is below zero and so no two arrows are more than a right angle apart. " : ". ") +
    (set === players ? "For players the amount matters, so the distance is the better measure. " : "") +
    "For words, as in the next lesson, how long an arrow is says mostly how often the word occurs, and the direction what it means: there one takes the cosine."
  );
}

function mixed({ set, mixed: [a, b] }: Chosen, { mix }: VectorsResults): Exhibit {
  const names = mix.nearest.join(", ");
  return {
    kind: "text",
    title: `A mix of ${a.name} and ${b.name}`,
    text:
      "Add the two vectors number by number and halve the sums: the place halfway between.\n\n" +
      `  (${vectorText(a.vector, 1)} + ${vectorText(b.vector, 1)}) / 2 = ${vectorText(mix.vector, 1)}\n\n` +
      (mix.nearest.length === 0
        ? "There is nobody else who could be like that."
        : `Who is like that, besides the two? ${names}, in this order.` +
          (set === players ? " On the map they stand around the mark of the mix." : "")),
  };
}

function directions(): Exhibit {
  return {
    kind: "text",
    title: "Words as vectors",
    text:
      "Now describe words in the same way. Somebody makes up five features and says how much of each a word has, from 0 to 1. " +
      "These numbers are opinions; in the next lesson a network finds its own, from nothing but text.",
  };
}

function wordTable(): Exhibit {
  return {
    kind: "table",
    head: ["word", ...words.features],
    rows: words.items.map(({ name, vector }) => [name, ...vector.map((x) => fixed(x, 1))]),
  };
}

function analogy({ analogy: { vector, nearest } }: VectorsResults): Exhibit {
  const left = words.items.filter(({ name }) => !["king", "man", "woman"].includes(name));
  const near = byDistance(left, vector);
  return {
    kind: "table",
    title: "A man is to a king as a woman is to whom?",
    head: ["besides the three that were asked with", "distance from king − man + woman"],
    rows: near.map(({ item, distance }) => [item.name, fixed(distance, 2)]),
    note:
      "king − man is the direction from a man to a king: more power, riches, fame and pride, and as male as before. Go the same way from woman: " +
      `king − man + woman = ${vectorText(vector, 1)}. That is ${nearest}, to the last number; of the others ${near[1]!.item.name} is the nearest. ` +
      "The sum was made to work here. That it also works with vectors that nobody made up is what made word vectors famous.",
  };
}

const vectorText = (vector: readonly number[], decimals: number) =>
  `(${vector
    .slice(0, 6)
    .map((x) => fixed(x, decimals))
    .join(", ")}${vector.length > 6 ? ", …" : ""})`;

/** A number as it was written, in no more than six digits. */
const plain = (x: number) =>
  Number.isInteger(10 * x) || Math.abs(x * 10 - Math.round(x * 10)) < 1e-9
    ? fixed(x, 1)
    : String(Number(x.toPrecision(6))).replace("-", "−");
