export * from "./exact/index.js";
export type { FitHooks } from "./fit-hooks.js";
export { LinearRegression, type LinearRegressionOptions } from "./linear-regression.js";
export type { Rows, Values } from "./rows.js";
