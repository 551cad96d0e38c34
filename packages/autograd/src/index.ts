export { checkpoint } from "./checkpoint.js";
export { type GradCheckOptions, gradCheck } from "./grad-check.js";
export { GradientTape } from "./gradient-tape.js";
export { Parameter } from "./parameter.js";
export { grad, type ValueAndGrad, valueAndGrad } from "./value-and-grad.js";
