import { readItems } from "@cairn-ml/data";
import { ValueError } from "@cairn-ml/tensor";
import type { Host } from "../lesson.js";
import type { VectorsOptions } from "./lesson.js";
import { type Item, type ItemSet, players } from "./players.js";
import { byDistance } from "./vector-math.js";

/** The items that the lesson is about, and those of them that are asked for. */
export interface Chosen {
  readonly set: ItemSet;
  /** The reader's file. */
  readonly from: string | undefined;
  readonly item: Item;
  readonly mixed: readonly [Item, Item];
}

/** Throws: ValueError for a table that is none, or names that are not in it. */
export function chosenItems({ item, mix }: VectorsOptions, { input }: Host): Chosen {
  const file = input?.kind === "text" ? input : undefined;
  const set = file ? setOf(file.text, file.name) : players;
  const chosen = find(set, "item", item ?? (file ? set.items[0]!.name : "Virat Kohli"));
  const near = () => [chosen.name, byDistance(set.items, chosen.vector).find(({ item }) => item !== chosen)!.item.name];
  const two = mix ?? (file ? near() : ["Glenn Maxwell", "KL Rahul"]);
  if (two.length !== 2) {
    throw new ValueError(op, "mix does not name two items.", {
      given: two.join(",") || "nothing",
      expected: "two names with a comma between, such as Glenn Maxwell,KL Rahul",
    });
  }
  const [a, b] = two.map((name) => find(set, "mix", name.trim())) as [Item, Item];
  return { set, from: file?.name, item: chosen, mixed: [a, b] };
}

const op = "lesson 8";

function setOf(text: string, name: string): ItemSet {
  const { items, features, vectors } = readItems(text, { name });
  if (items.length < 2) {
    throw new ValueError(op, `${name} has one item only.`, {
      given: JSON.stringify(items[0]),
      expected: "two or more, so that there is something to compare",
    });
  }
  return {
    items: items.map((item, i) => ({ name: item, vector: vectors[i]! })),
    features,
    groups: [{ name: "items", size: items.length }],
  };
}

/** By name, or by the end or the beginning of it where no other has it. */
function find({ items }: ItemSet, option: string, name: string): Item {
  const exact = items.find((item) => item.name === name);
  if (exact) return exact;
  const wanted = name.toLowerCase();
  const like = items.filter(
    (item) => item.name.toLowerCase().split(" ").includes(wanted) || item.name.toLowerCase() === wanted,
  );
  if (like.length === 1) return like[0]!;
  const names = (like.length > 1 ? like : items).slice(0, 12).map((item) => item.name);
  throw new ValueError(
    op,
    `${option}: ${like.length > 1 ? "several items are called" : "there is no item"} ${JSON.stringify(name.slice(0, 60))}.`,
    {
      given: JSON.stringify(name.slice(0, 60)),
      expected: `one of ${names.join(", ")}${(like.length || items.length) > names.length ? ", …" : ""}`,
    },
  );
}
