import type { Host } from "../lesson.js";
import type { TextFile } from "../option.js";
import type { PlayHost } from "../play.js";
import { descend, largestRate, lossOf } from "./descent.js";
import { drawPeople, peopleFrom } from "./people.js";

export interface DescentQuestion {
  readonly seed: number;
  readonly people: number;
  readonly noise: number;
  /** The reader's own table, in place of people that are drawn. */
  readonly own?: TextFile;
  readonly lr: number;
  readonly steps: number;
  /** c before the first step. */
  readonly start: number;
  /** Where the curve of the loss is wanted: c from and to. */
  readonly range: readonly [low: number, high: number];
}

export interface DescentAnswer {
  /** c and its loss, first before any step. */
  readonly path: readonly (readonly [c: number, loss: number])[];
  readonly curve: readonly (readonly [c: number, loss: number])[];
  /** The rate from which on the steps grow. */
  readonly largestRate: number;
}

/** The way down the curve of the loss, for as many steps as its numbers stay finite. */
export async function descent(question: DescentQuestion, { signal }: PlayHost): Promise<DescentAnswer> {
  const { lr, steps, start, range, own } = question;
  const [low, high] = range;
  const people = (own && peopleFrom({ input: { kind: "text", ...own } })) ?? drawPeople(question);
  const largest = largestRate(people);
  const host: Host = {
    signal,
    training: (_, more) => ({ signal, callbacks: more?.callbacks ?? {} }),
    progress: () => ({ update() {}, stop() {} }),
  };
  const { notes } = await descend(people, {
    ...{ lr, start },
    steps: Math.min(steps, finiteSteps((2 * lr) / largest)),
    host,
    label: "",
  });
  const point = (c: number) => [c, lossOf(people, c)] as const;
  return {
    path: [point(start), ...notes.map(({ coefficient }) => point(coefficient))],
    curve: Array.from({ length: 121 }, (_, i) => point(low + ((high - low) * i) / 120)),
    largestRate: largest,
  };
}

/** Steps after which c is still far from the largest float32, when each leaves |1 - rate| of the distance to the best c. */
function finiteSteps(rate: number): number {
  const growth = Math.abs(1 - rate);
  if (growth <= 1) return Number.POSITIVE_INFINITY;
  let steps = 1;
  for (let distance = growth; distance < 1e15; distance *= growth) steps++; // the loss is a square
  return steps;
}
