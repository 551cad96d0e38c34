import { ValueError } from "@cairn-ml/tensor";
import { type GreyPicture, inkOf } from "./ink.js";
import { type LineScale, resample } from "./resample.js";
import { strokesIn } from "./strokes-in.js";

const side = 28;
const box = 20; // what a digit fills of it

/**
 * A picture of one digit, as a person drew or scanned it, in the form that MNIST's have: ink light on dark, scaled so that it
 * just fits into 20 × 20, its centre of mass in the middle of 28 × 28. Grey paper, its grain and specks do not count. Returns
 * 784 bytes, row by row.
 *
 * Throws: ValueError for a picture in which nothing is drawn, or whose values are not those of a picture.
 * Source: LeCun, Cortes & Burges, "The MNIST database of handwritten digits".
 */
export function fitDigit(picture: GreyPicture): Uint8Array {
  checkPicture(picture);
  const { width, height } = picture;
  const ink = inkOf(inUnits(picture));
  const strokes = ink && strokesIn(ink, width);
  if (!strokes) {
    throw new ValueError("fitDigit", "nothing is drawn in the picture.", {
      given: `${width} × ${height} pixels that hardly differ`,
      expected: "a digit in ink that differs from the paper",
    });
  }
  const { left, right, top, bottom } = strokes;
  const scale = box / (Math.max(right - left, bottom - top) + 1);
  const middle = centreOfMass(strokes.ink, width);
  const fitted = resample(strokes.ink, width, {
    columns: placed(scale, left, right + 1, middle.x),
    rows: placed(scale, top, bottom + 1, middle.y),
  });
  const most = fitted.reduce((a, b) => Math.max(a, b)); // a thin line becomes faint when it becomes small
  return Uint8Array.from(fitted, (value) => Math.round((255 * value) / most));
}

/** In MNIST a digit moves by whole pixels: its edges stay sharp, and its centre of mass lies from 14 to 15. */
function placed(scale: number, begin: number, end: number, middle: number): LineScale {
  const room = side - Math.ceil((end - begin) * scale);
  const before = Math.ceil(side / 2 - (middle - begin) * scale);
  return { scale, start: begin - Math.min(Math.max(before, 0), room) / scale, length: side };
}

function centreOfMass(ink: Float32Array, width: number): { x: number; y: number } {
  let [sum, xs, ys] = [0, 0, 0];
  for (let i = 0; i < ink.length; i++) {
    const value = ink[i]!;
    if (value === 0) continue;
    sum += value;
    xs += value * ((i % width) + 0.5);
    ys += value * (Math.floor(i / width) + 0.5);
  }
  return { x: xs / sum, y: ys / sum };
}

function inUnits({ width, height, values }: GreyPicture): GreyPicture {
  const areBytes = values instanceof Uint8Array || values instanceof Uint8ClampedArray;
  return areBytes
    ? { width, height, values: new Float32Array(values).map((byte) => byte / 255) }
    : { width, height, values };
}

function checkPicture({ width, height, values }: GreyPicture): void {
  const isSize = (n: number) => Number.isSafeInteger(n) && n > 0;
  if (!isSize(width) || !isSize(height) || values.length !== width * height) {
    throw new ValueError("fitDigit", "the picture does not have the size that it says.", {
      given: `${width} × ${height}, ${values.length} values`,
      expected: "width and height of 1 or more, and a value for each pixel",
    });
  }
  if (values instanceof Uint8Array || values instanceof Uint8ClampedArray) return;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! >= 0 && values[i]! <= 1) continue;
    throw new ValueError("fitDigit", "a value is no shade of grey.", {
      given: `${values[i]} at row ${Math.floor(i / width)}, column ${i % width}`,
      expected: "numbers from 0 to 1, or a Uint8Array",
    });
  }
}
