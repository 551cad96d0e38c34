import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Picture } from "@cairn-ml/lessons";
import { explainFileError } from "@cairn-ml/train/node";

const op = "lesson";
const size = 640; // pixels that the longer side has about: a pixel a weight would be too small to see
const written = /^frame-\d+\.png$/;

/** Makes the folder, so that one that can not be written to is known before the work. */
export async function makeFrameFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true }).catch((error) => {
    throw explainFileError(op, dir, error);
  });
}

/** Writes pictures as frame-01.png, frame-02.png, … in the place of those that are there; ink is black. */
export async function writeFrames(dir: string, frames: readonly Picture[]): Promise<void> {
  const { encode } = await import("fast-png");
  try {
    for (const name of await readdir(dir)) if (written.test(name)) await rm(join(dir, name));
    const digits = Math.max(2, String(frames.length).length);
    for (const [i, frame] of frames.entries()) {
      await writeFile(join(dir, `frame-${String(i + 1).padStart(digits, "0")}.png`), encode(enlarged(frame)));
    }
  } catch (error) {
    throw explainFileError(op, dir, error);
  }
}

/** Each pixel as a square of pixels. */
function enlarged({ rows, columns, values }: Picture) {
  const factor = Math.max(1, Math.floor(size / Math.max(rows, columns)));
  const [width, height] = [columns * factor, rows * factor];
  const data = Uint8Array.from({ length: width * height }, (_, i) => {
    const [row, column] = [Math.floor(i / width / factor), Math.floor((i % width) / factor)];
    return Math.round(255 * (1 - values[row * columns + column]!));
  });
  return { width, height, channels: 1, data };
}
