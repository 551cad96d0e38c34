export { type LeastSquares, type LeastSquaresOptions, leastSquares } from "./least-squares.js";
export { type LogisticOptimum, type NewtonLogistic, newtonLogistic } from "./newton-logistic.js";
export { conditionNumber, type SingularValue, singularValues } from "./singular-values.js";
