import type { Parameter } from "@cairn-ml/autograd";
import type { Rng, RngState, Tensor } from "@cairn-ml/tensor";

/** What `fit` needs of a model. */
export interface TrainableModel<Batch> {
  /** Every parameter by the name it has in a saved file. */
  namedParameters(): ReadonlyMap<string, Parameter>;
  /** The mean loss of a batch, a scalar; with an `rng` the model trains (dropout), without one it is measured. */
  loss(batch: Batch, rng?: Rng): Tensor;
  /** Plain data that rebuilds the model. */
  readonly config: object;
  /** What a saved file holds, where that is more than the parameters. */
  weightsToSave?(): ReadonlyMap<string, Tensor>;
}

/** Where batches come from. */
export interface DataSource<Batch> {
  /**
   * The batch of a step, counted from 0, to train on. All that is random about it comes from `rng`, which is the step's own, or
   * from a stream that was there before the run: then the same step has the same batch in a run that is resumed. Where `fit`
   * accumulates N batches a step, they are counted through, and those of a step draw from one stream, one after the other.
   */
  batch(rng: Rng, step: number): Batch;
  /**
   * Called ahead of `batch`, with a stream of the same numbers: reads what that will need, while the step before is computed.
   * `batch` is called when it is done.
   */
  prepare?(rng: Rng, step: number): Promise<void>;
  /** The batches to measure with, always the same; `limit` examples at most. */
  validation?(limit?: number): Iterable<Batch>;
  /** The weight of a batch in a mean of losses, such as its tokens. */
  count(batch: Batch): number;
}

/** A point of the loss curve. */
export interface HistoryEntry {
  /** Steps done. */
  readonly step: number;
  /** The mean training loss since the point before; absent at step 0. */
  readonly loss?: number;
  readonly validationLoss?: number;
  readonly lr: number;
  /** The norm of the gradients in the last step, before they were clipped; where they are. */
  readonly gradNorm?: number;
}

/** Losses that are not in the history yet. */
export interface PendingLosses {
  readonly sum: number;
  readonly count: number;
  /** Of the last step. */
  readonly gradNorm?: number;
}

/**
 * A run between two steps, before what is due there (a point of the history, an evaluation): all that is needed to go on as
 * if it had never stopped. The tensors are the run's own: they change with its next step.
 */
export interface Snapshot {
  readonly step: number;
  readonly weights: ReadonlyMap<string, Tensor>;
  readonly moments: ReadonlyMap<string, Tensor>;
  readonly rng: RngState;
  readonly history: readonly HistoryEntry[];
  readonly pending: PendingLosses;
  /** Seconds of training so far, evaluation and saving left out. */
  readonly seconds: number;
}

/** Weights by which the validation loss was the lowest so far, and that loss, as evaluations on the way measure it. */
export interface BestWeights {
  readonly step: number;
  readonly validationLoss: number;
  readonly weights: ReadonlyMap<string, Tensor>;
}

/** Where snapshots are kept; the newest is enough. */
export interface CheckpointStore {
  /** Has stored, or copied, everything when it is done. */
  save(snapshot: Snapshot): Promise<void>;
  /** Null when nothing was saved yet. */
  load(): Promise<Snapshot | null>;
  /** Keeps these beside the newest, unless those that are kept there are as good. */
  saveBest?(best: BestWeights): Promise<void>;
}
