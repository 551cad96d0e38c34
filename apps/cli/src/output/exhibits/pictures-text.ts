import type { Picture, Pictures } from "@cairn-ml/lessons";
import type { Colors } from "../colors.js";
import { beside, type Drawn } from "./beside.js";
import { braille, brailleBits } from "./canvas.js";

/** Draws pictures beside each other, each with its label below: in halves of characters, or smaller where they are many. */
export function picturesText({ pictures }: Pick<Pictures, "pictures">, columns: number, colors: Colors): string {
  const large = beside(
    pictures.map((picture) => drawPicture(picture, columns, colors.isColorSupported ? greys : halves)),
    columns,
  );
  if (large.length <= mostRows) return large.join("\n");
  return beside(
    pictures.map((picture) => drawPicture(picture, columns, dots)),
    columns,
  ).join("\n");
}

const mostRows = 20;
/** How a picture becomes characters: the pixels of one, and the character for a block of that size. */
interface Brush {
  readonly width: number;
  readonly height: number;
  paint(pixel: (row: number, column: number) => number): string;
}

function drawPicture(picture: Picture, columns: number, { width, height, paint }: Brush): Drawn {
  const factor = Math.max(1, Math.ceil(picture.columns / columns / width));
  const across = Math.ceil(picture.columns / factor / width);
  const down = Math.ceil(picture.rows / factor / height);
  const rows = Array.from({ length: down }, (_, row) =>
    Array.from({ length: across }, (_, column) =>
      paint((i, j) => mean(picture, row * height + i, column * width + j, factor)),
    ).join(""),
  );
  const { label = "" } = picture;
  const under = label === "" ? [] : [" ".repeat(Math.max(0, Math.floor((across - label.length) / 2))) + label];
  const total = Math.max(across, label.length);
  return {
    width: total,
    rows: [...rows.map((line) => line + " ".repeat(total - across)), ...under.map((line) => line.padEnd(total))],
  };
}

/** The mean of a square of pixels, in [0, 1]. */
function mean({ rows, columns, values }: Picture, row: number, column: number, factor: number): number {
  let [sum, count] = [0, 0];
  for (let i = row * factor; i < Math.min(rows, (row + 1) * factor); i++) {
    for (let j = column * factor; j < Math.min(columns, (column + 1) * factor); j++) {
      sum += values[i * columns + j] || 0; // what is no number is ground
      count++;
    }
  }
  return count === 0 ? 0 : Math.max(0, Math.min(1, sum / count));
}

/** Two pixels in one character: a half where only one of them is inked, else their grey. */
const halves: Brush = {
  width: 1,
  height: 2,
  paint(pixel) {
    const [upper, lower] = [pixel(0, 0), pixel(1, 0)];
    if (upper - lower > 0.5) return "▀";
    if (lower - upper > 0.5) return "▄";
    return " ░▒▓█".charAt(Math.round(2 * (upper + lower)));
  },
};

/** Two pixels in one character, in greys of the 256 colours that terminals have. */
const greys: Brush = {
  width: 1,
  height: 2,
  paint(pixel) {
    const grey = (value: number) => 232 + Math.round(23 * value);
    return `\u001b[38;5;${grey(pixel(0, 0))};48;5;${grey(pixel(1, 0))}m▀\u001b[0m`;
  },
};

/** Eight pixels in one character, each a dot of braille where it is more ink than ground. */
const dots: Brush = {
  width: 2,
  height: 4,
  paint(pixel) {
    const inked = brailleBits.flatMap((row, i) => row.filter((_, j) => pixel(i, j) > 0.5));
    return braille(inked.reduce((all, bit) => all | bit, 0));
  },
};
