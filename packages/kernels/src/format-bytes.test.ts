import { expect, it } from "vitest";
import { formatBytes } from "./format-bytes.js";

it.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [1023, "1023 bytes"],
  [1024, "1 KiB"],
  [1536, "1.5 KiB"],
  [500_032, "488 KiB"],
  [64 * 1024 ** 2, "64 MiB"],
  [4 * 1024 ** 3, "4 GiB"],
  [5e12, "4657 GiB"],
])("formats %d bytes as %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
