export { breathe } from "./breathe.js";
export { evaluate } from "./evaluate.js";
export { fit } from "./fit.js";
export type { FitCallbacks, FitOptions, FitResult, StepReport } from "./fit-options.js";
export { restoreWeights } from "./restore-weights.js";
export type {
  BestWeights,
  CheckpointStore,
  DataSource,
  HistoryEntry,
  PendingLosses,
  Snapshot,
  TrainableModel,
} from "./types.js";
