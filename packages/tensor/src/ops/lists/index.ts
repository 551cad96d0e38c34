// Ops on a list of tensors: functions, not methods.
export * from "./concat.js";
export * from "./stack.js";
