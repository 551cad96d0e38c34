/** What a pen drew without being lifted, in a square of 100 × 100: x, y, x, y, …, y downwards. */
export type Stroke = readonly number[];

/** Strokes as an address has them: "50.10.50.90_20.50.80.50". */
export function textOfStrokes(strokes: readonly Stroke[]): string {
  return strokes.map((stroke) => stroke.map(Math.round).join(".")).join("_");
}

/** What is no stroke is left out. */
export function strokesOfText(text: string): Stroke[] {
  return text.split("_").flatMap((part) => {
    const numbers = part.split(".").map(Number);
    const isStroke = part !== "" && numbers.length % 2 === 0 && numbers.every((n) => n >= 0 && n <= 100);
    return isStroke ? [numbers] : [];
  });
}
