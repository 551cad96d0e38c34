import { type Schedule, warmupCosine } from "@cairn-ml/optim";
import { ValueError } from "@cairn-ml/tensor";

/** How an estimator is trained; what is not given is the estimator's own default. */
export interface EstimatorOptions {
  /** The learning rate: how far a step goes. */
  readonly lr?: number;
  /** Steps in all. */
  readonly steps?: number;
  /** How often each row is seen: another way to say `steps`. */
  readonly epochs?: number;
  /** Rows of a step, drawn anew in each epoch; all of them unless given. */
  readonly batchSize?: number;
  /** "cosine" lets the rate fall to 0 along half a cosine; "constant" unless given. */
  readonly schedule?: "constant" | "cosine";
  /** Of all that is drawn; 0 unless given. */
  readonly seed?: number;
}

/** The options with the defaults of those that are not given; `steps` or `epochs` takes the place of either. */
export function withDefaults<O extends EstimatorOptions>(options: O, defaults: EstimatorOptions & Partial<O>): O {
  const { steps: _steps, epochs: _epochs, ...rest } = defaults;
  const lengthIsSaid = options.steps !== undefined || options.epochs !== undefined;
  return { ...(lengthIsSaid ? rest : defaults), ...options };
}

/** Throws: ValueError for steps and epochs at once, or epochs that are no number of them. */
export function stepsFor(op: string, { steps, epochs }: EstimatorOptions, stepsPerEpoch: number): number {
  if (epochs === undefined) return steps!;
  if (steps !== undefined) {
    throw new ValueError(op, "both steps and epochs are given.", {
      given: `steps ${steps}, epochs ${epochs}`,
      expected: "one of them",
    });
  }
  if (!Number.isSafeInteger(epochs) || epochs < 1) {
    throw new ValueError(op, "epochs is not a number of epochs.", {
      given: String(epochs),
      expected: "an integer of 1 or more",
    });
  }
  return epochs * stepsPerEpoch;
}

/** The rate of each step; undefined where it is always the same. */
export function scheduleFor({ lr, schedule }: EstimatorOptions, steps: number): Schedule | undefined {
  if (schedule !== "cosine") return undefined;
  return warmupCosine({ lr: lr!, minLr: 0, warmupSteps: 0, totalSteps: steps });
}
