import { cellText, type Heat, type HeatMatrix, strengths } from "@cairn-ml/lessons";
import type { Colors } from "../colors.js";
import { beside, type Drawn } from "./beside.js";

/** Draws matrices beside each other, as many as there is room for. */
export function heatText({ matrices }: Pick<Heat, "matrices">, columns: number, colors: Colors): string {
  return beside(
    matrices.map((matrix) => drawMatrix(matrix, colors.isColorSupported ? coloured : shaded)),
    columns,
  ).join("\n");
}

/** A cell of so many characters, for a strength from -1 to 1. */
type Paint = (text: string, strength: number) => string;

function drawMatrix({ label = "", rows, columns, values, decimals = 2 }: HeatMatrix, paint: Paint): Drawn {
  const texts = values.map((row) => row.map((value) => cellText(value, decimals)));
  const cell = widest([...columns, ...texts.flat()]) + 1; // with a space before it
  const side = widest(rows);
  const strength = strengths(values);
  const lines = texts.map(
    (row, i) =>
      (rows[i] ?? "").padEnd(side) + row.map((text, j) => paint(text.padStart(cell), strength[i]![j]!)).join(""),
  );
  const head = " ".repeat(side) + columns.map((name) => `${name.padStart(cell)} `).join("");
  const width = Math.max(label.length, side + columns.length * (cell + 1));
  const plain = [...(label ? [label] : []), head].map((line) => line.padEnd(width));
  const missing = " ".repeat(width - side - columns.length * (cell + 1));
  return { width, rows: [...plain, ...lines.map((line) => line + missing)] };
}

const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length));

/** Without colours the ground stands behind the number, one character of it. */
const shaded: Paint = (text, strength) => text + " ░▒▓█".charAt(Math.round(4 * Math.abs(strength)));

/** The ground from light to dark, of the 256 colours that terminals have: red above 0, blue below. */
const coloured: Paint = (text, strength) => {
  const level = Math.round(5 * Math.abs(strength));
  const ground = (strength < 0 ? [255, 189, 147, 105, 63, 20] : [255, 224, 217, 210, 203, 160])[level]!;
  const ink = level > 3 ? 231 : 16;
  return `\u001b[38;5;${ink};48;5;${ground}m${text} \u001b[0m`;
};
