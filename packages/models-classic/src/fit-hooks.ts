import type { CheckpointStore, FitCallbacks } from "@cairn-ml/train";

/** What a caller may add to `fit(X, y)`: watching it, stopping it, going on with it. */
export interface FitHooks {
  readonly callbacks?: FitCallbacks;
  /** When aborted, `fit` ends after the current step; `result.interrupted` says so. */
  readonly signal?: AbortSignal;
  /** Steps between points of the history. */
  readonly logEvery?: number;
  /** Steps between checkpoints; the end only unless given. */
  readonly saveEvery?: number;
  /** Opens the place of the checkpoints, once it is known what the model looks like. */
  store?(config: object): Promise<CheckpointStore>;
  /** Goes on from the newest checkpoint of the store. */
  readonly resume?: boolean;
}
