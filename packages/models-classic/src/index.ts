export type { EstimatorConfig } from "./estimator.js";
export * from "./exact/index.js";
export type { FitHooks } from "./fit-hooks.js";
export { ExpressionError } from "./graph/expression-error.js";
export { functionNames, type OperationName } from "./graph/operations.js";
export { type Expression, parseExpression, type Term } from "./graph/parse-expression.js";
export { type GraphNode, type Operand, type Part, ScalarGraph, type ScalarGraphOptions } from "./graph/scalar-graph.js";
export { warningsOf } from "./graph/warnings.js";
export type { InitialWeights, LinearOptions } from "./linear-model.js";
export { LinearRegression } from "./linear-regression.js";
export { type LoadedModel, loadModel } from "./load-model.js";
export { LogisticRegression } from "./logistic-regression.js";
export {
  type Evaluation,
  MarkovChain,
  type MarkovChainConfig,
  type MarkovChainOptions,
} from "./markov/markov-chain.js";
export { accuracy, confusionMatrix } from "./metrics.js";
export { MLPClassifier, type MLPModelOptions, MLPRegressor } from "./mlp.js";
export type { Rows, Values } from "./rows.js";
export { SoftmaxRegression, type SoftmaxRegressionOptions } from "./softmax-regression.js";
export type { TrainingOptions } from "./training-options.js";
