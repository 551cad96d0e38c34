import { Batches, type XYBatch } from "@cairn-ml/data";
import { type Optimizer, type OptimizerOptions, SGD } from "@cairn-ml/optim";
import { memoryScope, Rng, Tensor, ValueError } from "@cairn-ml/tensor";
import { type FitResult, fit, restoreWeights } from "@cairn-ml/train";
import { type EstimatorOptions, scheduleFor, stepsFor, withDefaults } from "./estimator-options.js";
import type { FitHooks } from "./fit-hooks.js";
import type { Network } from "./network.js";
import { type Rows, rowsOf, type Values, valuesOf } from "./rows.js";

/** What rebuilds a model that was fitted; its weights are beside it. */
export interface EstimatorConfig {
  /** The name of the class. */
  readonly model: string;
  readonly options: object;
  /** Columns of X. */
  readonly inputs: number;
  /** The values of y that a classifier tells apart, rising. */
  readonly classes?: readonly number[];
}

/** What was learned, or is being learned. */
export interface Fitted {
  readonly network: Network;
  readonly config: EstimatorConfig;
}

/**
 * What all estimators share: the checks of X and y, the call of `fit`, where the weights are. An estimator says what its
 * network, its targets and its loss are.
 */
export abstract class Estimator<Options extends EstimatorOptions = EstimatorOptions> {
  readonly options: Options;
  /** Of the last `fit`: the history, the seconds. */
  result: FitResult | undefined;
  #fitted: Fitted | undefined;

  constructor(options: Options, defaults: EstimatorOptions & Partial<Options>) {
    this.options = withDefaults(options, defaults);
  }

  /** Of the class, in errors and in `config`: it stays when a bundler shortens the class's own. */
  abstract readonly name: string;

  protected abstract makeNetwork(rng: Rng, config: EstimatorConfig): Network;
  /** y as the loss takes it, and what it says about the model. */
  protected abstract prepare(op: string, y: ArrayLike<number>): { targets: Tensor; classes?: readonly number[] };
  /** The mean loss of a batch, a scalar. */
  protected abstract loss(outputs: Tensor, targets: Tensor): Tensor;

  protected makeOptimizer(network: Network): Optimizer<OptimizerOptions> {
    return new SGD(network.namedParameters(), { lr: this.options.lr! });
  }

  /**
   * Learns from examples, from the beginning each time. Predictions during it are those of the weights at that step.
   *
   * Shapes: X (N, D), y (N)
   * Throws: ShapeError for X and y that do not fit each other; ValueError for numbers that are none, and for a training that
   * runs away; whatever the hooks throw.
   */
  async fit(X: Rows, y: Values, hooks: FitHooks = {}): Promise<this> {
    const op = `${this.name}.fit`;
    const inputs = rowsOf(op, X);
    using _rows = X instanceof Tensor ? null : inputs; // the collector does not see how large they are: ten fits would hold ten tables
    const [N, D] = inputs.dims(2);
    const { targets, classes } = this.prepare(op, valuesOf(op, y, N));
    using _targets = targets;
    const { options } = this;
    const { seed = 0, batchSize = N } = options;
    const rng = new Rng(seed);
    const data = new Batches(rng.fork("batches"), inputs, targets, { batchSize });
    const steps = stepsFor(op, options, data.stepsPerEpoch);
    const config = { model: this.name, options, inputs: D, ...(classes && { classes }) };
    const network = this.makeNetwork(rng.fork("weights"), config);
    const { store, ...rest } = hooks;
    const schedule = scheduleFor(options, steps);
    const checkpoints = await store?.(config);
    const before = this.#fitted;
    this.#fitted = { network, config }; // to be read while it is learned
    try {
      this.result = await fit({
        model: {
          namedParameters: () => network.namedParameters(),
          config,
          loss: ({ X, y }: XYBatch, rng) => this.loss(network.forward(X, rng), y),
        },
        optimizer: this.makeOptimizer(network),
        data,
        steps,
        rng: rng.fork("training"),
        ...(schedule && { schedule }),
        ...(checkpoints && { checkpoints }),
        ...rest,
      });
    } catch (error) {
      this.#fitted = before;
      throw error;
    }
    return this;
  }

  /** Plain data that rebuilds the model. Throws: ValueError before `fit`. */
  get config(): EstimatorConfig {
    return this.fitted("config").config;
  }

  /** What was learned, by the names it has in a file. Throws: ValueError before `fit`. */
  get weights(): ReadonlyMap<string, Tensor> {
    return this.fitted("weights").network.namedParameters();
  }

  /** Writes `config.json` and `model.safetensors` into a folder, for `loadModel`. Node only. Throws: FileError. */
  async save(dir: string): Promise<void> {
    const { config, weights } = this;
    const { saveModel } = await import("@cairn-ml/train/node"); // browsers get one that says what to do
    await saveModel(dir, { config, weights });
  }

  /** Takes over what another model of this class had learned. Throws: ValueError when the weights do not fit the config. */
  restore(config: EstimatorConfig, weights: ReadonlyMap<string, Tensor>): this {
    const network = this.makeNetwork(new Rng(0), config);
    restoreWeights(`${this.name}.restore`, network, weights);
    this.#fitted = { network, config };
    return this;
  }

  /** How many numbers were learned. Throws: ValueError before `fit`. */
  get parameters(): number {
    return this.fitted("parameters")
      .network.parameters()
      .reduce((sum, { size }) => sum + size, 0);
  }

  /** Throws: ValueError before `fit`. */
  protected fitted(what: string): Fitted {
    if (this.#fitted) return this.#fitted;
    throw new ValueError(`${this.name}.${what}`, "the model has not been fitted.", {
      given: "a model without weights",
      expected: "one that has learned from examples",
      fix: "call `await model.fit(X, y)` first",
    });
  }

  /** `read` of the network's outputs (N, K) for rows, which are freed then. */
  protected outputs<T>(what: string, X: Rows, read: (outputs: Tensor) => T): T {
    const { network, config } = this.fitted(what);
    using _ = memoryScope();
    return read(network.forward(rowsOf(`${this.name}.${what}`, X, config.inputs)));
  }
}
