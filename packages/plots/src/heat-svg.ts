import { cellText, type HeatMatrix, strengths } from "@cairn-ml/lessons";
import type { Drawing } from "./plot-svg.js";

const cellHeight = 24;
const perCharacter = 7.2; // of 12 pixels
const gap = 8;

/** Draws a matrix as numbers on coloured squares: red above 0, blue below, the stronger the darker; smaller where it would be wider than `most`. */
export function heatSvg({ rows, columns, values, decimals = 2 }: HeatMatrix, most: number): Drawing {
  const texts = values.map((row) => row.map((value) => cellText(value, decimals)));
  const lengthOf = (list: readonly string[]) => Math.max(0, ...list.map((text) => [...text].length));
  const cellWidth = Math.max(46, lengthOf([...columns, ...texts.flat()]) * perCharacter + gap);
  const left = lengthOf(rows) * perCharacter + gap;
  const strength = strengths(values);
  const parts = columns.map((name, j) => text(name, left + (j + 0.5) * cellWidth, 15, "middle"));
  for (const [i, row] of texts.entries()) {
    const y = 20 + i * cellHeight;
    parts.push(text(rows[i] ?? "", left - gap, y + 16, "end"));
    for (const [j, cell] of row.entries()) {
      const share = strength[i]![j]!;
      const x = left + j * cellWidth;
      parts.push(
        `<rect x="${x}" y="${y}" width="${cellWidth}" height="${cellHeight}" fill="${colour(share)}" stroke="#fff"/>`,
      );
      parts.push(text(cell, x + cellWidth / 2, y + 16, "middle", Math.abs(share) > 0.65 ? "#fff" : "#222"));
    }
  }
  const [width, height] = [left + columns.length * cellWidth, 20 + rows.length * cellHeight];
  const factor = Math.min(1, most / width);
  const size = `width="${factor * width}" height="${factor * height}" viewBox="0 0 ${width} ${height}"`;
  const svg = `<svg ${size} overflow="visible">${parts.join("")}</svg>`;
  return { svg, width: factor * width, height: factor * height };
}

function text(content: string, x: number, y: number, anchor: string, fill = "#222"): string {
  const escaped = content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<text x="${x}" y="${y}" font-size="12" text-anchor="${anchor}" fill="${fill}">${escaped}</text>`;
}

/** Between a light grey at 0 and a dark red or blue. */
function colour(share: number): string {
  const full = share < 0 ? [33, 76, 160] : [178, 40, 30];
  const mixed = full.map((channel) => Math.round(243 + (channel - 243) * Math.min(1, Math.abs(share))));
  return `rgb(${mixed.join(",")})`;
}
