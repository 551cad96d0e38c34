import { MLPClassifier } from "@cairn-ml/models-classic";
import type { Host } from "../lesson.js";
import { gates, rowsOf, type Writing } from "./gates.js";

export interface NetworkOptions {
  readonly hidden: number;
  readonly lr: number;
  readonly steps: number;
  readonly seed: number;
}

/** A hidden unit: max(0, a · first + b · second + bias). */
export interface Unit {
  readonly a: number;
  readonly b: number;
  readonly bias: number;
}

/** A network that learns XOR, and one look at what came of it. */
export class XorNetwork {
  readonly model: MLPClassifier;
  readonly rows: readonly (readonly [number, number])[];
  readonly options: NetworkOptions;

  constructor({ hidden, ...options }: NetworkOptions, writing: Writing) {
    this.options = { hidden, ...options };
    this.model = new MLPClassifier({ hidden: [hidden], ...options });
    this.rows = rowsOf(writing);
  }

  async fit(hooks: Parameters<MLPClassifier["fit"]>[2]): Promise<this> {
    await this.model.fit(this.rows, gates.XOR, hooks);
    return this;
  }

  get correct(): number {
    return Math.round(4 * this.model.score(this.rows, gates.XOR));
  }

  /** How likely yes is. */
  yes(rows: readonly (readonly [number, number])[]): number[] {
    return this.model.predictProbabilities(rows).map(([, yes]) => yes!);
  }

  get units(): Unit[] {
    const { hidden } = this.options;
    const weight = this.model.weights.get("hidden.0.weight")!.data(); // (2, hidden)
    const bias = this.model.weights.get("hidden.0.bias")!.data();
    return Array.from({ length: hidden }, (_, j) => ({ a: weight[j]!, b: weight[hidden + j]!, bias: bias[j]! }));
  }

  /** Whether a row of yes and a row of no leave all units at 0: the network cannot tell them apart, and has no slope to learn it by. */
  get blind(): boolean {
    const units = this.units;
    const silent = this.rows.map((row) => units.every((unit) => outputOf(unit, row) === 0));
    return gates.XOR.some((y, i) => silent[i] && gates.XOR.some((other, j) => silent[j] && other !== y));
  }
}

export function outputOf({ a, b, bias }: Unit, [first, second]: readonly [number, number]): number {
  return Math.max(0, a * first + b * second + bias);
}

export interface Starts {
  readonly hidden: number;
  readonly of: number;
  readonly solved: number;
  /** The first seed that is solved. */
  readonly first: number | undefined;
  /** Of those that are not solved. */
  readonly blind: number;
}

/** From how many of the seeds 0, 1, 2, … a network learns XOR. */
export async function countStarts(
  { seeds, ...options }: Omit<NetworkOptions, "seed"> & { readonly seeds: number },
  writing: Writing,
  host: Host,
): Promise<Starts> {
  const progress = host.progress(`XOR, ${options.hidden} hidden units, starts`, seeds);
  let solved = 0;
  let blind = 0;
  let first: number | undefined;
  for (let seed = 0; seed < seeds; seed++) {
    const network = new XorNetwork({ ...options, seed }, writing);
    await network.fit({ signal: host.signal, logEvery: options.steps });
    host.signal.throwIfAborted();
    if (network.correct === 4) {
      solved++;
      first ??= seed;
    } else if (network.blind) blind++;
    progress.update(seed + 1);
  }
  progress.stop();
  return { hidden: options.hidden, of: seeds, solved, first, blind };
}
