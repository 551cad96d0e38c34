import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DecodedPng, encode } from "fast-png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { greyOf, readPicture } from "./read-picture.js";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "cairn-pictures-"));
});
afterAll(() => rmSync(dir, { recursive: true }));

const read = async (bytes: Uint8Array) => {
  const path = join(dir, "picture.png");
  writeFileSync(path, bytes);
  return await readPicture("predict", path);
};
const refusal = async (bytes: Uint8Array) => {
  const error = await read(bytes).then(
    () => new Error("it was read"),
    (reason) => reason,
  );
  return `${error.name}: ${error.message.replace(dir, "DIR")} | ${error.given} | ${error.expected}`;
};
const grey = (...data: number[]) => encode({ width: data.length, height: 1, data: Uint8Array.from(data), channels: 1 });
const png = (png: Partial<DecodedPng>) =>
  [
    ...(greyOf({ width: 2, height: 1, channels: 1, depth: 8, text: {}, data: new Uint8Array(), ...png })
      .values as number[]),
  ].map((value) => Math.round(1000 * value) / 1000);

describe("readPicture", () => {
  it("reads shades of grey", async () => {
    const { width, height, values } = await read(grey(0, 51, 255));
    expect([width, height, ...(values as Float32Array)]).toEqual([3, 1, 0, Math.fround(0.2), 1]);
  });

  it("weighs colours as eyes do", () => {
    expect(png({ channels: 3, data: Uint8Array.of(255, 0, 0, 0, 0, 255) })).toEqual([0.299, 0.114]);
    expect(
      png({
        palette: [
          [0, 0, 0],
          [0, 255, 0],
        ],
        data: Uint8Array.of(1, 0),
      }),
    ).toEqual([0.587, 0]);
  });

  it("reads two bytes a sample, and several samples a byte", () => {
    expect(png({ depth: 16, data: Uint16Array.of(65535, 13107) })).toEqual([1, 0.2]);
    expect(png({ depth: 1, width: 9, data: Uint8Array.of(0b10110000, 0b10000000) })).toEqual([
      1, 0, 1, 1, 0, 0, 0, 0, 1,
    ]);
    expect(png({ depth: 4, width: 1, height: 2, data: Uint8Array.of(0xf0, 0x30) })).toEqual([1, 0.2]);
    expect(png({ depth: 2, width: 3, data: Uint8Array.of(0b11_01_00_00) })).toEqual([1, 0.333, 0]);
  });

  it("takes what is transparent for paper, whichever colour the ink has", () => {
    expect(png({ channels: 2, data: Uint8Array.of(0, 255, 0, 0) })).toEqual([0, 1]);
    expect(png({ channels: 2, data: Uint8Array.of(255, 255, 255, 51) })).toEqual([1, 0.2]);
    expect(png({ channels: 4, data: Uint8Array.of(9, 9, 9, 0, 0, 0, 0, 255) })).toEqual([1, 0]);
    expect(png({ data: Uint8Array.of(7, 0), transparency: Uint16Array.of(7) })).toEqual([1, 0]);
    expect(
      png({
        palette: [
          [9, 9, 9, 0],
          [0, 0, 0, 255],
        ],
        data: Uint8Array.of(0, 1),
      }),
    ).toEqual([1, 0]);
    const key = { channels: 3, data: Uint8Array.of(1, 2, 3, 0, 0, 0), transparency: Uint16Array.of(1, 2, 3) };
    expect(png(key)).toEqual([1, 0]);
  });
});

describe("readPicture refuses", () => {
  it("what is no PNG, and says what it is", async () => {
    expect(await refusal(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toMatchInlineSnapshot(
      `"InputError: predict: DIR/picture.png is no PNG. | a JPEG | a picture as PNG"`,
    );
    expect(await refusal(new TextEncoder().encode("GIF89a"))).toContain("a GIF");
    expect(await refusal(new TextEncoder().encode("a digit"))).toContain("a file that begins with 61 20 64 69");
    expect(await refusal(new Uint8Array())).toContain("an empty file");
    await expect(readPicture("predict", join(dir, "none.png"))).rejects.toThrow("does not exist");
    await expect(readPicture("predict", dir)).rejects.toThrow("is a folder, not a file");
  });

  it("a PNG that is cut short or damaged, wherever", async () => {
    const whole = encode({ width: 9, height: 9, data: Uint8Array.from({ length: 81 }, (_, i) => i * i), channels: 1 });
    for (let n = 1; n < whole.length; n++) {
      expect(await refusal(whole.subarray(0, n)), `${n} of ${whole.length} bytes`).toMatch(
        /cut short|is no PNG|no size/,
      );
    }
    for (let at = 8; at < whole.length; at++) {
      const damaged = whole.slice();
      damaged[at]! ^= 0x10;
      expect(await refusal(damaged), `byte ${at}`).toMatch(/^InputError: predict: DIR/);
    }
  });

  it("sizes that no picture has", async () => {
    const huge = grey(1, 2);
    new DataView(huge.buffer, huge.byteOffset).setUint32(16, 2 ** 31);
    new DataView(huge.buffer, huge.byteOffset).setUint32(20, 5);
    expect(await refusal(huge)).toMatchInlineSnapshot(
      `"InputError: predict: DIR/picture.png has no size to work with. | 2147483648 × 5 pixels | one pixel or more, 67108864 at most"`,
    );
    new DataView(huge.buffer, huge.byteOffset).setUint32(16, 0);
    expect(await refusal(huge)).toContain("0 × 5 pixels");
  });
});

it.skipIf(!existsSync("/dev/zero"))("does not read on where a file has no end", async () => {
  await expect(readPicture("predict", "/dev/zero")).rejects.toThrow("predict: /dev/zero is too large");
});
