import type { CharMLPConfig } from "@cairn-ml/models-embedding";
import { math } from "@cairn-ml/tensor";
import type { HistoryEntry } from "@cairn-ml/train";
import type { Exhibit, Plot, Series } from "../exhibit.js";
import { fixed, grouped } from "../figures.js";
import type { NamesResults } from "./lesson.js";
import { isVowel, type Place, vowelsSilhouette } from "./letter-map.js";
import type { NameList } from "./name-list.js";

/** What the network reads, what it is made of, and how its loss came down. */
export function showNetwork(list: NameList, config: CharMLPConfig, history: readonly HistoryEntry[]): Exhibit[] {
  return [theList(list, config), examples(list, config), layers(config), lossPlot(list, history)];
}

function theList({ all, train, dev, test, symbols, from }: NameList, { contextLength }: CharMLPConfig): Exhibit {
  const letters = train.reduce((sum, name) => sum + name.length + 1, 0);
  return {
    kind: "text",
    title: "The names",
    text:
      `${grouped(all.length)} ${from ? `different names from ${from}` : "first names that are given in India"}, such as ${train.slice(0, 5).join(", ")}. ` +
      `They are shuffled and dealt out: ${grouped(train.length)} to learn from, ${grouped(dev.length)} to look at while one tries this and that (development), and ` +
      `${grouped(test.length)} for the end (test). There are ${symbols.length} symbols: ${symbols.length - 1} letters, and a point for where a name begins and ends. ` +
      `Each place in a name is an example: the ${contextLength === 1 ? "letter" : `${contextLength} symbols`} before it, and what comes. ` +
      `That makes ${grouped(letters)} examples to learn from. One name gives these:`,
  };
}

function examples({ train }: NameList, { contextLength: T }: CharMLPConfig): Exhibit {
  const name = train.find(({ length }) => length === 4) ?? train[0]!;
  const whole = `${".".repeat(T)}${name}.`;
  const places = Array.from({ length: Math.min(name.length + 1, 8) }, (_, i) => i);
  return {
    kind: "table",
    head: ["before", "what comes"],
    rows: places.map((i) => [whole.slice(i, i + T), whole.charAt(i + T)]),
  };
}

function layers({ vocabSize: V, contextLength: T, embeddingSize: D, hiddenSize: H }: CharMLPConfig): Exhibit {
  const sizes = [V * D, T * D * H + H, H * V + V];
  return {
    kind: "table",
    title: "The network",
    head: ["part", "what it does", "numbers that are learned"],
    rows: [
      [
        "map of symbols",
        `${D} numbers for each of ${V} symbols; ${T} symbols are ${T * D} numbers`,
        `${V} · ${D} = ${sizes[0]}`,
      ],
      [
        "hidden layer",
        `${H} units: weigh them, add, bend by tanh to between −1 and 1`,
        `${T * D} · ${H} + ${H} = ${sizes[1]}`,
      ],
      [
        "output",
        "a score for each symbol; softmax makes them shares that add up to 1",
        `${H} · ${V} + ${V} = ${sizes[2]}`,
      ],
      ["together", "", grouped(sizes.reduce((a, b) => a + b))],
    ],
  };
}

function lossPlot({ symbols }: NameList, history: readonly HistoryEntry[]): Plot {
  const guess = math.log(symbols.length);
  return {
    kind: "plot",
    title: "The loss on names to learn from, while it learns",
    x: { label: "step" },
    y: { label: "loss, nats" },
    series: [
      {
        name: "loss, nats",
        mark: history.length > 1 ? "line" : "points",
        points: history.map(({ step, loss }) => [step, loss!]),
      },
    ],
    note:
      "The loss is −ln of the share that the right symbol got, on average; the unit of a natural logarithm is called a nat. Whoever holds all " +
      `${symbols.length} symbols equally likely has ln ${symbols.length} = ${fixed(guess, 2)}; so it begins there. In the second half the steps get smaller and smaller.`,
  };
}

/** Models side by side. */
export function showLadder(
  { vocabSize: V, contextLength: T }: CharMLPConfig,
  { ladder }: NamesResults["names"],
): Exhibit {
  const [counted, network, wider] = ladder;
  const among = (loss: number) => fixed(math.exp(loss), 1);
  return {
    kind: "table",
    title: "A ladder of models, and their losses in nats",
    head: ["model", "numbers", "train", "development", "test"],
    rows: ladder.map(({ model, parameters, trainLoss, devLoss, testLoss }) => [
      model,
      grouped(parameters),
      ...[trainLoss, devLoss, testLoss].map((loss) => fixed(loss, 3)),
    ]),
    note:
      `A loss of ${fixed(counted!.devLoss, 2)} is as unsure as between ${among(counted!.devLoss)} letters that are equally likely, one of ` +
      `${fixed(network!.devLoss, 2)} as between ${among(network!.devLoss)}, one of ${fixed(wider!.devLoss, 2)} as between ${among(wider!.devLoss)}. The first is ` +
      `lesson 1: which letter follows which, counted, in ${V} rows. To count what follows ${T === 1 ? "one letter" : `${T} letters`} one needs a row for each of ` +
      `${grouped(V ** T)} contexts${T === 1 ? "" : ", most of them empty"}; the network needs few numbers, since letters that stand close together on its map share what is learned. The last looks two letters further back, gives each ` +
      "symbol 8 numbers, and has batch norm: the sums in the hidden layer are moved to mean 0 and spread 1 over the 32 examples of a step, so that " +
      "tanh is neither flat nor idle. Where train is far below development, a model has begun to learn names by heart.",
  };
}

export function showNames(
  { all }: NameList,
  { contextLength: T }: CharMLPConfig,
  { samples, novelShare }: NamesResults["names"],
): Exhibit {
  const known = new Set(all);
  const shown = samples.map((name) => (known.has(name) ? `${name}*` : name || "(empty)"));
  const width = 2 + shown.reduce((most, { length }) => Math.max(most, length), 0);
  const lineOf = (names: readonly string[]) => names.map((name) => name.padEnd(width)).join("");
  const rows = [0, 4, 8, 12, 16].map((first) => `  ${lineOf(shown.slice(first, first + 4)).trimEnd()}`);
  return {
    kind: "text",
    title: "Twenty new names",
    text:
      "Begin with points, draw a letter by the shares that the network gives, put it at the end, and again, until it draws the point:\n\n" +
      `${rows.join("\n")}\n\n` +
      `${samples.some((name) => known.has(name)) ? "Those with a * are in the list. " : ""}Of 500 drawn ones ${fixed(100 * novelShare, 0)} % are not in the list: it has not learned that by heart, but how such names are built. ` +
      `It looks no further back than ${T === 1 ? "a letter" : `${T} letters`}, so that some begin like one name and end like another.`,
  };
}

/** The letters before the first step and after the last. */
export function showMaps(
  before: readonly Place[],
  { embedding, vowelsSilhouette: silhouette }: NamesResults["names"],
): Plot[] {
  const first = vowelsSilhouette(before);
  return [
    letterMap(
      "The map of letters before the first step",
      before,
      "Random places. Vowels are capitals here, so that they are seen.",
    ),
    letterMap(
      "The map of letters after the last step",
      embedding,
      "Nobody told it, but vowels stand with vowels: after them the same kind of letters comes, so it pays to treat them alike. A measure of that is the silhouette: " +
        "for each vowel, how much nearer the other vowels are than the other letters, as a share. Above 0 they are together, at 1 they are one point. It was " +
        `${shown(first)} and is ${shown(silhouette ?? Number.NaN)}.`,
    ),
  ];
}

const shown = (silhouette: number) => (Number.isNaN(silhouette) ? "not defined" : fixed(silhouette, 2));

function letterMap(title: string, places: readonly Place[], note: string): Plot {
  const seriesOf = (name: string, some: readonly Place[]): Series => ({
    name,
    mark: "points",
    points: some.map(({ x, y }) => [x, y]),
    labels: some.map((place) => (isVowel(place) ? place.symbol.toUpperCase() : place.symbol)),
  });
  const groups = [
    seriesOf("vowels", places.filter(isVowel)),
    seriesOf(
      "other symbols",
      places.filter((place) => !isVowel(place)),
    ),
  ];
  return {
    kind: "plot",
    title,
    x: { label: "first number" },
    y: { label: "second number" },
    series: groups.filter(({ points }) => points.length > 0),
    note,
  };
}
