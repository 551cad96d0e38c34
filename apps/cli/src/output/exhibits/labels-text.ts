import type { Series } from "@cairn-ml/lessons";
import { inside, type Point } from "@cairn-ml/plots";
import type { Canvas } from "./canvas.js";

/** Whether each point is labelled by a letter, which stands in its place. */
export function hasLetters({ mark, labels }: Series): boolean {
  return mark === "points" && labels !== undefined && labels.length > 0 && labels.every((label) => label.length === 1);
}

/** Letters where the points are; one whose place is taken stands in the nearest that is free. */
export function drawLetters(canvas: Canvas, points: readonly Point[], labels: readonly string[], owner: number): void {
  for (const [i, point] of points.entries()) {
    if (!inside(point)) continue;
    const cell = canvas.cell(...point);
    const places = steps.map(([right, down]) => moved(canvas, cell, right, down));
    const free = places.find((place) => place !== undefined && canvas.isFree(place));
    if (free !== undefined) canvas.mark(free, labels[i]!, owner);
  }
}

/** The nearest places: a character is twice as high as it is wide. */
const steps = [
  ...[0, 1, -1, 2, -2].map((right) => [right, 0] as const),
  ...[0, 1, -1].flatMap((right) => [[right, -1] as const, [right, 1] as const]),
  ...[3, -3, 4, -4].map((right) => [right, 0] as const),
];

/** Names beside the points, where nothing else stands; one that has no room is left out. */
export function drawLabels(canvas: Canvas, points: readonly Point[], labels: readonly string[], owner: number): void {
  for (const [i, point] of points.entries()) {
    const label = labels[i] ?? "";
    if (!inside(point) || label === "") continue;
    const start = startOf(canvas, canvas.cell(...point), label.length);
    if (start === undefined) continue;
    for (let at = 0; at < label.length; at++) canvas.mark(start + at, label[at]!, owner);
  }
}

/** Right of a mark, left of it, above or below. */
function startOf(canvas: Canvas, cell: number, length: number): number | undefined {
  const half = Math.floor(length / 2);
  const places = [
    ...[
      [2, 0],
      [-length - 1, 0],
    ],
    ...[-1, 1].flatMap((down) => [
      [1, down],
      [-length, down],
      [-half, down],
    ]),
  ] as const;
  for (const [right, down] of places) {
    const start = moved(canvas, cell, right!, down!);
    const end = moved(canvas, cell, right! + length - 1, down!);
    if (start === undefined || end === undefined) continue;
    const around = Array.from({ length: length + 2 }, (_, i) => start - 1 + i); // a space on both sides
    const isBeside = (place: number) => down === 0 && place === cell;
    const isRow = (place: number) => Math.floor(place / canvas.columns) === Math.floor(start / canvas.columns);
    if (around.every((place) => !isRow(place) || isBeside(place) || canvas.isFree(place))) return start;
  }
  return undefined;
}

/** The character so many columns and rows away; undefined outside of the canvas. */
function moved({ columns, rows }: Canvas, cell: number, right: number, down: number): number | undefined {
  const [column, row] = [(cell % columns) + right, Math.floor(cell / columns) + down];
  return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : undefined;
}
