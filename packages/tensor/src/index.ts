import "./install-display.js";
import "./install-methods.js";

export { math, type WasmFeatures, wasmFeatures } from "@cairn-ml/kernels";
export * from "./assign.js";
export { type CapturedStep, type CaptureOptions, capture } from "./capture/capture.js";
export { changedOnHost, inspect, onHost } from "./capture/on-host.js";
export * from "./creation.js";
export {
  type Device,
  type DeviceListener,
  type DynamicNumber,
  defaultDevice,
  type LaunchArgument,
  type LaunchArguments,
  type MemoryReport,
  type Place,
  type PlacedLaunch,
  type Replayer,
  type ReplayProgram,
  setDefaultDevice,
  storageOn,
} from "./device.js";
export { ReferenceDevice } from "./devices/reference.js";
export { WasmDevice } from "./devices/wasm.js";
export { bytesPerElement, type DType, isFloat, type TypedArray } from "./dtype.js";
export * from "./errors.js";
export { expectClose, NotCloseError, type Tolerance } from "./expect-close.js";
export { formatTensor, type NestedArray } from "./format.js";
export * from "./init.js";
export { checkLeaks, type LeakCheck } from "./leaks/check-leaks.js";
export type { Leak } from "./leaks/leak.js";
export { memory } from "./memory.js";
export type { Methods } from "./methods.js";
export * from "./ops/index.js";
export * from "./ops/lists/index.js";
export type { Axes, ReduceOptions } from "./ops/support/reduce.js";
export { sumTo } from "./ops/support/sum-to.js";
export { formatProfile } from "./profile/format-profile.js";
export { Profile, type ProfileOptions, profile } from "./profile/profile.js";
export { span } from "./profile/span.js";
export type { KernelTime, ProfileReport } from "./profile/tally.js";
export type { TraceDocument } from "./profile/timeline.js";
export { QuantizedMatrix } from "./quantized-matrix.js";
export { Rng, type RngState } from "./rng.js";
export { MemoryScope, memoryScope } from "./scope.js";
export { broadcastShapes, formatShape, normalizeAxis, type Shape, sameShape, sizeOf, stridesOf } from "./shape.js";
export { type Handle, Storage } from "./storage.js";
export { type Backward, countRecording, type Input, isRecorded, record, recordNothing, type Tape } from "./tape.js";
export { Tensor } from "./tensor.js";
