export { erf, erfc } from "./erf.js";
export { exp, expm1 } from "./exp.js";
export { log, log1p } from "./log.js";
export { pow } from "./pow.js";
export { cos, sin } from "./sin-cos.js";
export { sigmoid, tanh } from "./tanh.js";
