import type { Item } from "./players.js";

type Vector = readonly number[];

export const add = (a: Vector, b: Vector): number[] => a.map((x, i) => x + b[i]!);
export const subtract = (a: Vector, b: Vector): number[] => a.map((x, i) => x - b[i]!);
export const middle = (a: Vector, b: Vector): number[] => a.map((x, i) => (x + b[i]!) / 2);

/** √Σ (aᵢ - bᵢ)²: as the crow flies. */
export function distance(a: Vector, b: Vector): number {
  return length(subtract(a, b));
}

/** Σ aᵢ bᵢ / (|a| |b|): 1 for the same direction, 0 across, -1 for opposite ones; NaN where a vector has no length. */
export function cosine(a: Vector, b: Vector): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0) / (length(a) * length(b));
}

function length(a: Vector): number {
  return Math.sqrt(a.reduce((sum, x) => sum + x * x, 0));
}

/** The items with how far each is from a vector, nearest first. */
export function byDistance(items: readonly Item[], from: Vector): { item: Item; distance: number }[] {
  return items.map((item) => ({ item, distance: distance(item.vector, from) })).sort((a, b) => a.distance - b.distance);
}

/** The items with the cosine between each and a vector, most alike first; what has no direction comes last. */
export function byCosine(items: readonly Item[], to: Vector): { item: Item; cosine: number }[] {
  const rank = (value: number) => (Number.isNaN(value) ? -2 : value);
  return items
    .map((item) => ({ item, cosine: cosine(item.vector, to) }))
    .sort((a, b) => rank(b.cosine) - rank(a.cosine));
}
