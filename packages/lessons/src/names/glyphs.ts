/** Capitals of 5 × 7 pixels: seven rows of five bits each, in hexadecimal. */
const rows: Readonly<Record<string, string>> = {
  a: "0e11111f111111",
  b: "1e11111e11111e",
  c: "0e11101010110e",
  d: "1e11111111111e",
  e: "1f10101e10101f",
  f: "1f10101e101010",
  g: "0e11101711110f",
  h: "1111111f111111",
  i: "0e04040404040e",
  j: "0702020202120c",
  k: "11121418141211",
  l: "1010101010101f",
  m: "111b1515111111",
  n: "11191513111111",
  o: "0e11111111110e",
  p: "1e11111e101010",
  q: "0e11111115120d",
  r: "1e11111e141211",
  s: "0f10100e01011e",
  t: "1f040404040404",
  u: "1111111111110e",
  v: "11111111110a04",
  w: "11111115151b11",
  x: "11110a040a1111",
  y: "11110a04040404",
  z: "1f01020408101f",
  ".": "0000000000000c",
};

export const glyphSize = { wide: 5, high: 7 } as const;

/** The pixels of a letter, as places in its rectangle; a full rectangle for one that has no picture. */
export function glyph(symbol: string): (readonly [column: number, row: number])[] {
  const bits = rows[symbol] ?? "1f".repeat(glyphSize.high);
  return Array.from({ length: glyphSize.high }, (_, row) => {
    const line = Number.parseInt(bits.slice(2 * row, 2 * row + 2), 16);
    return Array.from({ length: glyphSize.wide }, (_, column) => column)
      .filter((column) => (line >> (glyphSize.wide - 1 - column)) & 1)
      .map((column) => [column, row] as const);
  }).flat();
}
