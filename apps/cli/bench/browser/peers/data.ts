/** Numbers that look drawn, uniform in [0, 1): the systems are timed, what they learn does not matter. */
export function uniforms(length: number, seed = 1): Float32Array<ArrayBuffer> {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // Numerical Recipes' generator
    return (state >>> 8) / 2 ** 24;
  });
}

/** Uniform around zero with a standard deviation. */
export function spread(length: number, deviation: number, seed = 1): Float32Array<ArrayBuffer> {
  return uniforms(length, seed).map((u) => (2 * u - 1) * deviation * Math.sqrt(3));
}

/** Whole numbers in [0, below). */
export function integers(length: number, below: number, seed = 1): number[] {
  return Array.from(uniforms(length, seed), (u) => Math.floor(u * below));
}

/** A row for each number, with a one in its column. */
export function oneHot(numbers: readonly number[], classes: number): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(numbers.length * classes);
  for (const [i, number] of numbers.entries()) rows[i * classes + number] = 1;
  return rows;
}

/** w5's network and data. */
export const mlp = { sizes: [784, 128, 64, 10], batchSize: 64, batches: 16 } as const;

/** w9's, the small and the large one. */
export const gpts = [
  { layers: 4, heads: 4, width: 128, contextLength: 64, batchSize: 12, seconds: 0.5 },
  { layers: 6, heads: 6, width: 384, contextLength: 256, batchSize: 4, seconds: 1 },
] as const;

export type GPTSize = (typeof gpts)[number];

export const vocabSize = 65;
export const gptBatches = 8;

/** A parameter's shape, and what it is filled with at the start; random numbers unless said. */
export interface Start {
  readonly shape: readonly number[];
  readonly fill?: number;
}

/** The parameters of a GPT, in the order in which the forward pass takes them. */
export function gptParameters({ layers, width: C, contextLength: T }: GPTSize): Start[] {
  const linear = (from: number, to: number): Start[] => [{ shape: [from, to] }, { shape: [to], fill: 0 }];
  const norm = (): Start[] => [
    { shape: [C], fill: 1 },
    { shape: [C], fill: 0 },
  ];
  const block = () => [
    ...norm(),
    ...[1, 2, 3, 4].flatMap(() => linear(C, C)),
    ...norm(),
    ...linear(C, 4 * C),
    ...linear(4 * C, C),
  ];
  const blocks = Array.from({ length: layers }, block).flat();
  return [{ shape: [vocabSize, C] }, { shape: [T, C] }, ...blocks, ...norm(), { shape: [C, vocabSize] }];
}

/** What a parameter holds at the start. */
export function startOf({ shape, fill }: Start, seed: number): Float32Array<ArrayBuffer> {
  const length = shape.reduce((a, b) => a * b);
  return fill === undefined ? spread(length, 0.02, seed) : new Float32Array(length).fill(fill);
}
