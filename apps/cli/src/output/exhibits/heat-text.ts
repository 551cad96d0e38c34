import { cellText, type Heat, type HeatMatrix, strengths } from "@cairn-ml/lessons";
import type { Colors } from "../colors.js";
import { beside, type Drawn } from "./beside.js";

/** Draws matrices beside each other, as many as there is room for; one that is too wide comes in parts, some columns each. */
export function heatText({ matrices }: Pick<Heat, "matrices">, columns: number, colors: Colors): string {
  const paint = colors.isColorSupported ? coloured : shaded;
  const parts = matrices.flatMap((matrix) => partsOf(lettered(matrix), columns));
  return beside(
    parts.map((part) => draw(part, paint)),
    columns,
  ).join("\n");
}

/** A cell of so many characters, for a strength from -1 to 1. */
type Paint = (text: string, strength: number) => string;

/** A matrix as texts. */
interface Lettered {
  readonly label: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly texts: readonly (readonly string[])[];
  readonly strengths: readonly (readonly number[])[];
  /** Characters of a cell, with a space before it. */
  readonly cell: number;
}

function lettered({ label = "", rows, columns, values, decimals = 2 }: HeatMatrix): Lettered {
  const texts = values.map((row) => row.map((value) => cellText(value, decimals)));
  const names = columns.map(short);
  const cell = widest([...names, ...texts.flat()]) + 1;
  return { label, rows: rows.map(short), columns: names, texts, strengths: strengths(values), cell };
}

const longestName = 14;

function short(name: string): string {
  const letters = [...name];
  return letters.length > longestName ? `${letters.slice(0, longestName - 1).join("")}…` : name;
}

function partsOf(matrix: Lettered, room: number): Lettered[] {
  const { rows, columns, texts, cell } = matrix;
  const most = Math.max(1, Math.floor((room - widest(rows)) / (cell + 1)));
  return Array.from({ length: Math.max(1, Math.ceil(columns.length / most)) }, (_, i) => {
    const part = <T>(list: readonly T[]) => list.slice(i * most, (i + 1) * most);
    return { ...matrix, columns: part(columns), texts: texts.map(part), strengths: matrix.strengths.map(part) };
  });
}

function draw({ label, rows, columns, texts, strengths, cell }: Lettered, paint: Paint): Drawn {
  const side = widest(rows);
  const numbers = columns.length * (cell + 1);
  const width = Math.max(label.length, side + numbers);
  const lines = texts.map((row, i) => {
    const cells = row.map((text, j) => paint(text.padStart(cell), strengths[i]![j]!)).join("");
    return (rows[i] ?? "").padEnd(side) + cells + " ".repeat(width - side - row.length * (cell + 1)); // rows may be shorter
  });
  const head = " ".repeat(side) + columns.map((name) => `${name.padStart(cell)} `).join("");
  return { width, rows: [...[...(label ? [label] : []), head].map((line) => line.padEnd(width)), ...lines] };
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
