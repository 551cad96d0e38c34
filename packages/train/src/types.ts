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
   * from a stream that was there before the run: then the same step has the same batch in a run that is resumed.
   */
  batch(rng: Rng, step: number): Batch;
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
}

/** Losses that are not in the history yet. */
export interface PendingLosses {
  readonly sum: number;
  readonly count: number;
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

/** Where snapshots are kept; the newest is enough. */
export interface CheckpointStore {
  /** Has stored, or copied, everything when it is done. */
  save(snapshot: Snapshot): Promise<void>;
  /** Null when nothing was saved yet. */
  load(): Promise<Snapshot | null>;
}
