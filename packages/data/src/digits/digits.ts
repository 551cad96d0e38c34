/** Pictures of digits, with what they show. */
export interface Digits {
  /** For people: a path, or how they were made. */
  readonly name: string;
  readonly train: DigitSet;
  readonly test: DigitSet;
}

export interface DigitSet {
  /** (N, 784): 28 × 28 bytes a picture, row by row; 0 is the ground, 255 the ink. */
  readonly images: Uint8Array;
  /** (N), 0 to 9. */
  readonly labels: Uint8Array;
}
