import type { GreyPicture } from "@cairn-ml/data";
import type { DecodedPng, PngDataArray } from "fast-png";
import { InputError } from "../errors.js";
import { readAtMost } from "../read-text.js";

const largest = 2 ** 26; // pixels, and bytes of the file: what is larger is no digit, and may not fit into memory

/** Reads a PNG as shades of grey. Throws: FileError, or InputError for what is no PNG. */
export async function readPicture(op: string, path: string): Promise<GreyPicture> {
  const bytes = await readAtMost(op, path, largest);
  const { decode, hasPngSignature } = await import("fast-png");
  if (!hasPngSignature(bytes)) {
    throw new InputError(`${op}: ${path} is no PNG.`, {
      given: bytes.length === 0 ? "an empty file" : kindOf(bytes),
      expected: "a picture as PNG",
      fix: "save the picture as PNG in the program that made it",
    });
  }
  checkSize(op, path, bytes);
  let png: DecodedPng;
  try {
    png = decode(bytes, { checkCrc: true });
  } catch (error) {
    throw new InputError(`${op}: ${path} is damaged or cut short.`, {
      given: `${bytes.length} bytes that begin as a PNG does: ${error instanceof Error ? error.message : error}`,
      expected: "a whole PNG",
      fix: "save or copy the picture again",
    });
  }
  return greyOf(png);
}

function kindOf(bytes: Uint8Array): string {
  const begins = (...start: number[]) => start.every((byte, i) => bytes[i] === byte);
  if (begins(0xff, 0xd8, 0xff)) return "a JPEG";
  if (begins(0x47, 0x49, 0x46)) return "a GIF";
  if (begins(0x42, 0x4d)) return "a BMP";
  if (begins(0x52, 0x49, 0x46, 0x46)) return "a WebP or another RIFF file";
  return `a file that begins with ${[...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ")}`;
}

/** Before memory is asked for. Source: PNG specification, 11.2.2: the sizes are the first words of the first chunk. */
function checkSize(op: string, path: string, bytes: Uint8Array): void {
  if (bytes.length < 24) return; // decode says so
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width > 0 && height > 0 && width * height <= largest) return;
  throw new InputError(`${op}: ${path} has no size to work with.`, {
    given: `${width} × ${height} pixels`,
    expected: `one pixel or more, ${largest} at most`,
    fix: "cut the digit out, or make the picture smaller",
  });
}

/** Numbers from 0 to 1; what is transparent is paper: white under dark ink, black under light ink. */
export function greyOf(png: DecodedPng): GreyPicture {
  const { width, height } = png;
  const [values, alphas] = [new Float32Array(width * height), new Float32Array(width * height)];
  shadeInto(values, alphas, png);
  let [inked, covered] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    inked += values[i]! * alphas[i]!;
    covered += alphas[i]!;
  }
  const paper = inked < 0.5 * covered ? 1 : 0;
  for (let i = 0; i < values.length; i++) values[i] = values[i]! * alphas[i]! + paper * (1 - alphas[i]!);
  return { width, height, values };
}

/** Without a list for each pixel: there may be millions. */
function shadeInto(values: Float32Array, alphas: Float32Array, png: DecodedPng): void {
  const { channels: C, palette, transparency: key } = png;
  const samples = unpacked(png);
  const most = 2 ** png.depth - 1;
  for (let i = 0; i < values.length; i++) {
    const at = i * C;
    const first = samples[at]!;
    const isKey =
      key !== undefined && first === key[0] && (C < 3 || (samples[at + 1] === key[1] && samples[at + 2] === key[2]));
    if (palette) {
      const [red = 0, green = 0, blue = 0, alpha = 255] = palette[first] ?? [];
      values[i] = luma(red, green, blue) / 255;
      alphas[i] = alpha / 255;
    } else {
      values[i] = (C < 3 ? first : luma(first, samples[at + 1]!, samples[at + 2]!)) / most;
      alphas[i] = C % 2 === 0 ? samples[at + C - 1]! / most : Number(!isKey);
    }
  }
}

/** Samples of less than a byte lie packed, the first in the highest bits, each row from a byte of its own. */
function unpacked({ data, depth, width, height }: DecodedPng): PngDataArray {
  if (depth >= 8) return data;
  const rowBytes = Math.ceil((width * depth) / 8);
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const bit = (i % width) * depth;
    const byte = data[Math.floor(i / width) * rowBytes + (bit >> 3)]!;
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  });
}

/** Source: ITU-R BT.601. */
function luma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
