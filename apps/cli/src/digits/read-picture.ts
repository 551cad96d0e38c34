import type { GreyPicture } from "@cairn-ml/data";
import { readBytes } from "@cairn-ml/train/node";
import type { DecodedPng } from "fast-png";
import { InputError } from "../errors.js";

const largest = 2 ** 26; // pixels: what is larger is no digit, and may not fit into memory

/** Reads a PNG as shades of grey. Throws: FileError, or InputError for what is no PNG. */
export async function readPicture(op: string, path: string): Promise<GreyPicture> {
  const bytes = await readBytes(op, path);
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
  const values = new Float32Array(width * height);
  const alphas = new Float32Array(width * height);
  let [inked, covered] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const [grey, alpha] = pixelOf(png, i);
    values[i] = grey;
    alphas[i] = alpha;
    inked += grey * alpha;
    covered += alpha;
  }
  const paper = inked < 0.5 * covered ? 1 : 0;
  return { width, height, values: values.map((value, i) => value * alphas[i]! + paper * (1 - alphas[i]!)) };
}

function pixelOf(png: DecodedPng, i: number): [grey: number, alpha: number] {
  const { depth, channels, palette, transparency } = png;
  const most = 2 ** depth - 1;
  const samples = Array.from({ length: channels }, (_, channel) => sampleOf(png, i, channel));
  if (palette) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = palette[samples[0]!] ?? [];
    return [luma(red, green, blue) / 255, alpha / 255];
  }
  const [first = 0, second = 0, third = 0, fourth = most] = samples;
  if (channels >= 3) {
    const isKey = transparency && samples.every((sample, channel) => sample === transparency[channel]);
    return [luma(first, second, third) / most, isKey ? 0 : fourth / most];
  }
  return [first / most, channels === 2 ? second / most : transparency?.[0] === first ? 0 : 1];
}

/** Samples of less than a byte lie packed, the first in the highest bits, each row from a byte of its own. */
function sampleOf({ data, depth, channels, width }: DecodedPng, i: number, channel: number): number {
  if (depth >= 8) return data[i * channels + channel]!;
  const bit = (i % width) * depth;
  const byte = data[Math.floor(i / width) * Math.ceil((width * depth) / 8) + (bit >> 3)]!;
  return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}

/** Source: ITU-R BT.601. */
function luma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
