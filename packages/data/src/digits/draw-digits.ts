import { math, type Rng, ValueError } from "@cairn-ml/tensor";
import type { DigitSet } from "./digits.js";
import { shapes } from "./shapes.js";
import { type Points, parseShape, smooth, strokeInto } from "./strokes.js";

export interface DrawDigitsOptions {
  readonly count: number;
}

const side = 28;
const tremor = 1.4; // how far a point may be off, in units of the box
const strokesOf = shapes.map((of) => of.map(parseShape));

/**
 * Digits as if written by hand: one of several shapes, every point of it a little off, then stretched, slanted, turned and
 * moved, with a pen of some width, on paper that is not quite clean. The same stream draws the same digits on every machine.
 */
export function drawDigits(rng: Rng, { count }: DrawDigitsOptions): DigitSet {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new ValueError("drawDigits", "count is not a positive integer.", {
      given: String(count),
      expected: "1 or more",
    });
  }
  const images = new Uint8Array(count * side * side);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const own = rng.fork("digit", i);
    labels[i] = own.integer(10);
    drawDigit(own, labels[i]!, images.subarray(i * side * side, (i + 1) * side * side));
  }
  return { images, labels };
}

function drawDigit(rng: Rng, digit: number, into: Uint8Array): void {
  const variants = strokesOf[digit]!;
  const strokes = variants[rng.integer(variants.length)]!;
  const hand = handOf(rng);
  const ink = new Float64Array(side * side);
  for (const stroke of strokes) strokeInto(ink, side, smooth(written(rng, hand, stroke)), hand.radius);
  const specks = rng.uniforms(side * side);
  for (let i = 0; i < ink.length; i++) {
    const speck = specks[i]! * specks[i]! * specks[i]!; // most are faint
    into[i] = Math.round(255 * Math.min(1, ink[i]! * hand.pressure + speck * hand.dirt));
  }
}

/** How one digit is written. */
interface Hand {
  /** Where (x, y) of the box comes to lie, in pixels: (a x + b y + left, c x + d y + top). */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly left: number;
  readonly top: number;
  /** Of the pen, in pixels. */
  readonly radius: number;
  /** The ink in the middle of a line; it cannot be more than 1. */
  readonly pressure: number;
  /** The darkest that a speck of the paper can be. */
  readonly dirt: number;
}

function handOf(rng: Rng): Hand {
  const draws = rng.uniforms(10);
  let next = 0;
  const between = (low: number, high: number) => low + (high - low) * draws[next++]!;
  const [width, height] = [between(0.65, 1.15), between(0.75, 1.05)];
  const slant = between(-0.15, 0.45);
  const angle = between(-0.22, 0.22);
  const [cos, sin] = [math.cos(angle), math.sin(angle)];
  return {
    a: cos * width,
    b: height * (-cos * slant - sin),
    c: sin * width,
    d: height * (cos - sin * slant),
    left: side / 2 + between(-2.25, 2.25),
    top: side / 2 + between(-2.25, 2.25),
    radius: between(0.6, 1.7),
    pressure: between(0.7, 1.1),
    dirt: between(0, 0.4),
  };
}

/** Points of the box as they come to lie in the picture. */
function written(rng: Rng, { a, b, c, d, left, top }: Hand, points: Points): number[] {
  const off = rng.uniforms(points.length);
  const place = points.map((value, i) => value + tremor * (2 * off[i]! - 1)); // corners open a little, as they do
  for (let i = 0; i < place.length; i += 2) {
    const [x, y] = [place[i]!, place[i + 1]!];
    place[i] = a * x + b * y + left;
    place[i + 1] = c * x + d * y + top;
  }
  return place;
}
