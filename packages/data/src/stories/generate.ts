import { errorText } from "@cairn-ml/tensor";
import { Dice } from "./dice.js";
import { tellStory } from "./tell.js";

/** What stories to make. */
export interface StoriesOptions {
  /** A whole number from 0 to 2³² - 1; the same seed gives the same stories. 0 by default. */
  readonly seed?: number;
  /** How long the text shall be at least; it ends with the story that reaches it. 2,500,000 by default. */
  readonly bytes?: number;
}

const DEFAULT_BYTES = 2_500_000;

/** A string can be no longer than this in every engine. */
const MAX_BYTES = 2 ** 28;

/**
 * A corpus to learn from: simple stories for children, each a paragraph of 60 to 160 words, with an empty line between
 * them. ASCII, so that bytes are characters.
 *
 * The stories follow plots, and what they begin with comes back: a ball lost at the pond is found at the pond. So the text
 * rewards a model for remembering more than the last few letters, and can be judged by eye. It keeps to some five hundred
 * words, so that a small model learns it in a minute. The same seed gives the same
 * bytes on every machine.
 *
 * Throws: RangeError when `seed` is not a 32-bit whole number or `bytes` is not one from 1 to 2²⁸.
 */
export function generateStories({ seed = 0, bytes = DEFAULT_BYTES }: StoriesOptions = {}): string {
  checkRange("seed", seed, 0, 2 ** 32 - 1);
  checkRange("bytes", bytes, 1, MAX_BYTES);
  const dice = new Dice(seed);
  const stories: string[] = [];
  for (let length = 0; length < bytes; ) {
    const { text } = tellStory(dice);
    const separator = stories.length === 0 ? "" : "\n";
    stories.push(`${separator}${text}\n`);
    length += separator.length + text.length + 1;
  }
  return stories.join("");
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(
    errorText("generateStories", `${name} is out of range.`, {
      given: `${name} ${value}`,
      expected: `a whole number from ${least} to ${most}`,
      fix: `pass { ${name}: ${least + 1} } or leave ${name} out`,
    }),
  );
}
