import { Rng } from "@cairn-ml/tensor";

export interface Person {
  /** Hours a night. */
  readonly sleep: number;
  /** Minutes a day. */
  readonly exercise: number;
  readonly disease: 0 | 1;
}

/** The ten people that the series prints. */
const published: readonly (readonly [sleep: number, exercise: number, disease: 0 | 1])[] = [
  [4.25, 0.94, 1],
  [7.7, 19.09, 0],
  [6.39, 9.43, 0],
  [5.59, 15.26, 0],
  [2.94, 27.23, 0],
  [2.94, 7.48, 1],
  [2.35, 12.31, 1],
  [7.2, 22.67, 0],
  [5.61, 6.86, 1],
  [6.25, 2.31, 1],
];

export const publishedPeople: readonly Person[] = published.map(([sleep, exercise, disease]) => ({
  sleep,
  exercise,
  disease,
}));

/** The rule by which the other people are drawn: who stays below `bound` is sick. An hour of sleep is worth 5 minutes. */
export const rule = {
  minutesPerHour: 5,
  bound: 39,
  noise: 2.5,
  sleep: [2, 8],
  exercise: [0, 30],
  stream: 187,
} as const;

/**
 * The ten published people, and others to make up `count`: sleep and exercise drawn evenly; sick is who has
 * 5 · sleep + exercise + noise < 39, the noise normal. All ten published people fit the rule without noise.
 *
 * Of 250 streams of random numbers, `rule.stream` is the one whose people for seed 0 lead closest to the published weights.
 */
export function drawPeople(seed: number, count: number): Person[] {
  const rng = new Rng(seed).fork("people", rule.stream);
  const others = count - publishedPeople.length;
  const sleeps = rng.uniforms(others);
  const exercises = rng.uniforms(others);
  const noises = rng.normals(others);
  const drawn = Array.from({ length: others }, (_, i): Person => {
    const sleep = hundredths(between(rule.sleep, sleeps[i]!));
    const exercise = hundredths(between(rule.exercise, exercises[i]!));
    const score = rule.minutesPerHour * sleep + exercise + rule.noise * noises[i]!;
    return { sleep, exercise, disease: score < rule.bound ? 1 : 0 };
  });
  return [...publishedPeople, ...drawn];
}

function between([low, high]: readonly [number, number], share: number): number {
  return low + (high - low) * share;
}

function hundredths(value: number): number {
  return Math.round(100 * value) / 100;
}
