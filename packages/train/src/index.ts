export { evaluate } from "./evaluate.js";
export { type FitCallbacks, type FitOptions, type FitResult, fit, type StepReport } from "./fit.js";
export type {
  CheckpointStore,
  DataSource,
  HistoryEntry,
  PendingLosses,
  Snapshot,
  TrainableModel,
} from "./types.js";
