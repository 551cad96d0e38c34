import { Parameter } from "@cairn-ml/autograd";
import { AdamW } from "@cairn-ml/optim";
import { fromData, Rng, type Tensor, uniform, zeros } from "@cairn-ml/tensor";
import type { CheckpointStore, DataSource, FitOptions, Snapshot, TrainableModel } from "./index.js";

/** Points near the plane y = 2 x₀ - x₁ + 0.5 x₂ + 1. */
export interface Points {
  readonly x: Tensor; // (B, 3)
  readonly y: Tensor; // (B, 1)
}

export function points(rng: Rng, count: number): Points {
  const x = uniform(rng, [count, 3], -1, 1);
  const noise = uniform(rng, [count, 1], -0.1, 0.1);
  return {
    x,
    y: x
      .matmul(fromData([2, -1, 0.5], [3, 1]))
      .add(1)
      .add(noise),
  };
}

/** A linear model that drops inputs while it trains, so that its own randomness counts too. */
export class Plane implements TrainableModel<Points> {
  readonly config = { kind: "plane" };
  readonly weight: Parameter;
  readonly bias: Parameter;

  constructor() {
    this.weight = new Parameter(uniform(new Rng(9), [3, 1], -1, 1));
    this.bias = new Parameter(zeros([1]));
  }

  namedParameters(): Map<string, Parameter> {
    return new Map([
      ["weight", this.weight],
      ["bias", this.bias],
    ]);
  }

  loss({ x, y }: Points, rng?: Rng): Tensor {
    const seen = rng ? x.dropout(rng, 0.1) : x;
    return seen.matmul(this.weight).add(this.bias).sub(y).square().mean();
  }
}

/** Random points to train on, and twelve that stay, in batches of 5, 5 and 2. */
export class PlaneData implements DataSource<Points> {
  readonly #held: readonly [x: number[], y: number[]];

  constructor() {
    const { x, y } = points(new Rng(77), 12);
    this.#held = [[...x.data()], [...y.data()]];
  }

  batch(rng: Rng): Points {
    return points(rng, 4);
  }

  *validation(limit = 12): Generator<Points> {
    const [x, y] = this.#held;
    for (let i = 0; i < Math.min(limit, 12); i += 5) {
      const end = Math.min(i + 5, limit, 12);
      yield { x: fromData(x.slice(3 * i, 3 * end), [end - i, 3]), y: fromData(y.slice(i, end), [end - i, 1]) };
    }
  }

  count({ x }: Points): number {
    return x.shape[0]!;
  }
}

export function adamw(model: Plane): AdamW {
  return new AdamW(model.namedParameters(), { lr: 0.05, weightDecay: 0.01 });
}

/** The numbers of a snapshot, which do not change with the run. */
export function frozen(snapshot: Snapshot): Snapshot {
  const copy = (tensors: ReadonlyMap<string, Tensor>) =>
    new Map([...tensors].map(([name, x]) => [name, fromData(x.data(), x.shape)]));
  const plain = structuredClone({ ...snapshot, weights: null, moments: null });
  return { ...plain, weights: copy(snapshot.weights), moments: copy(snapshot.moments) };
}

/** Keeps the newest snapshot, and how many there were. */
export class MemoryStore implements CheckpointStore {
  newest: Snapshot | null = null;
  readonly steps: number[] = [];

  async save(snapshot: Snapshot): Promise<void> {
    this.newest = frozen(snapshot);
    this.steps.push(snapshot.step);
  }

  async load(): Promise<Snapshot | null> {
    return this.newest;
  }
}

/** What `fit` takes to fit the plane, in 20 steps unless told otherwise. */
export function setUp(options: Partial<FitOptions<Points>> = {}): FitOptions<Points> & { model: Plane } {
  const model = new Plane();
  const data = new PlaneData();
  return { model, optimizer: adamw(model), data, steps: 20, rng: new Rng(1), ...options } as never;
}
