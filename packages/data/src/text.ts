import { errorText } from "@cairn-ml/tensor";

/** How a text is divided. */
export interface SplitOptions {
  /** The share of the text that is held out, in (0, 1); a tenth by default. */
  readonly validation?: number;
}

/**
 * Divides a text into what a model learns from and what it is judged by: the first `floor((1 - validation) length)`
 * characters, then the rest. The order stays, so that the held-out part is text the model has not seen in any piece.
 *
 * Lengths count UTF-16 code units; a cut that would fall inside a surrogate pair moves one to the left, so that both
 * parts are whole characters and join to the text again.
 *
 * Throws: RangeError when `validation` is outside (0, 1) or a part would be empty.
 */
export function splitText(text: string, { validation = 0.1 }: SplitOptions = {}): [train: string, validation: string] {
  let cut = cutAt("splitText", text.length, validation, "characters");
  if (isHighSurrogate(text.charCodeAt(cut - 1)) && isLowSurrogate(text.charCodeAt(cut))) cut--;
  if (cut === 0) throw tooShort("splitText", text.length, validation, "characters");
  return [text.slice(0, cut), text.slice(cut)];
}

/**
 * The same division for a text that is already tokens. Both parts are views of `tokens`.
 *
 * Shapes: (N) -> (floor((1 - validation) N)), (the rest)
 *
 * Throws: RangeError when `validation` is outside (0, 1) or a part would be empty.
 */
export function splitTokens(tokens: Int32Array, validation = 0.1): [train: Int32Array, validation: Int32Array] {
  const cut = splitAt(tokens.length, validation);
  return [tokens.subarray(0, cut), tokens.subarray(cut)];
}

/** Where `splitTokens` cuts so many tokens. Throws: RangeError. */
export function splitAt(length: number, validation: number): number {
  return cutAt("splitTokens", length, validation, "tokens");
}

function cutAt(op: string, length: number, validation: number, unit: string): number {
  if (!(validation > 0 && validation < 1)) {
    const expected = "a share of the text between 0 and 1, both excluded";
    const fix = "pass 0.1 to hold out the last tenth";
    throw new RangeError(
      errorText(op, "the held-out share is out of range.", { given: `${validation}`, expected, fix }),
    );
  }
  // 1 - 0.1 is 0.9 exactly, so that the default cuts where Math.floor(0.9 * length) does.
  const cut = Math.floor((1 - validation) * length);
  if (cut === 0 || cut === length) throw tooShort(op, length, validation, unit);
  return cut;
}

function tooShort(op: string, length: number, validation: number, unit: string): RangeError {
  return new RangeError(
    errorText(op, "the text is too short to divide.", {
      given: `${length} ${unit}, ${validation} of them held out`,
      expected: `at least one of the ${unit} in each part`,
      fix: "pass a longer text or another share",
    }),
  );
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
