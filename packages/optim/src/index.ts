export { Adam } from "./adam.js";
export type { AdamOptions } from "./adam-base.js";
export { type AdamFactors, adamwComposed } from "./adam-step.js";
export { AdamW } from "./adamw.js";
export { type ClippedGrads, clipGradNorm } from "./clip-grad-norm.js";
export type { OptimizerOptions, ParameterGroup, ParameterList, ParametersOrGroups } from "./groups.js";
export { Optimizer } from "./optimizer.js";
export { constant, type Schedule, type WarmupCosineOptions, warmupCosine } from "./schedules.js";
export { SGD, type SGDOptions } from "./sgd.js";
