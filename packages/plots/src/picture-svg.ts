import type { Picture } from "@cairn-ml/lessons";
import type { Drawing } from "./plot-svg.js";

const greys = 32; // as many as the eye tells apart

/** Draws a picture as squares, all of one grey in one path; ink is black, as on paper. */
export function pictureSvg({ rows, columns, values }: Picture, most: number): Drawing {
  const size = Math.min(12, 112 / rows, most / columns);
  const paths = new Map<number, string[]>();
  for (let row = 0; row < rows; row++) {
    for (let start = 0, column = 1; start < columns; start = column++) {
      const level = levelOf(values[row * columns + start]!);
      while (column < columns && levelOf(values[row * columns + column]!) === level) column++;
      if (level === 0) continue;
      const run = `M${start} ${row}h${column - start}v1h${start - column}z`;
      paths.set(level, [...(paths.get(level) ?? []), run]);
    }
  }
  const [width, height] = [columns * size, rows * size];
  const ink = [...paths].map(([level, runs]) => `<path fill="${shade(level)}" d="${runs.join("")}"/>`).join("");
  const frame = `<rect width="${columns}" height="${rows}" fill="white" stroke="#bbb" stroke-width="${1 / size}"/>`;
  const view = `width="${width}" height="${height}" viewBox="0 0 ${columns} ${rows}"`;
  return { svg: `<svg ${view} shape-rendering="crispEdges" overflow="visible">${frame}${ink}</svg>`, width, height };
}

/** What is no number is ground. */
const levelOf = (value: number) => Math.round(Math.max(0, Math.min(1, value || 0)) * (greys - 1));

function shade(level: number): string {
  const part = Math.round(255 * (1 - level / (greys - 1)))
    .toString(16)
    .padStart(2, "0");
  return `#${part}${part}${part}`;
}
