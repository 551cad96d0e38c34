import { ValueError } from "@cairn-ml/tensor";
import type { EstimatorConfig } from "./estimator.js";
import { LinearRegression } from "./linear-regression.js";
import { LogisticRegression } from "./logistic-regression.js";
import { MarkovChain } from "./markov/markov-chain.js";
import { MLPClassifier, MLPRegressor } from "./mlp.js";
import { SoftmaxRegression } from "./softmax-regression.js";

const estimators = { LinearRegression, LogisticRegression, MLPClassifier, MLPRegressor, SoftmaxRegression };

export type LoadedModel =
  | LinearRegression
  | LogisticRegression
  | MarkovChain
  | MLPClassifier
  | MLPRegressor
  | SoftmaxRegression;

/**
 * The model that `save` wrote into a folder, or that a run has reached whose checkpoints `fit` put there. Node only.
 *
 * Throws: FileError and SafetensorsError for files that are not there, are none or are damaged; ValueError for a config that
 * is not one of these models', or weights that do not fit it.
 */
export async function loadModel(dir: string): Promise<LoadedModel> {
  const { readModel, readModelConfig } = await import("@cairn-ml/train/node");
  const known = await readModelConfig(dir);
  if (known.model === "MarkovChain") return MarkovChain.fromConfig(known); // has no weights
  const { config, weights } = await readModel(dir);
  checkConfig(dir, config);
  return new estimators[config.model](config.options).restore(config, weights);
}

interface KnownConfig extends EstimatorConfig {
  readonly model: keyof typeof estimators;
}

function checkConfig(dir: string, config: Partial<EstimatorConfig>): asserts config is KnownConfig {
  const { model, options, inputs, classes } = config;
  const check = (holds: boolean, key: string, expected: string) => {
    if (holds) return;
    throw new ValueError("loadModel", `${key} in the config of ${dir} is none of a model here.`, {
      given: JSON.stringify(config[key as keyof EstimatorConfig]) ?? "nothing",
      expected,
      fix: "name the folder of a model that @cairn-ml/models-classic has saved",
    });
  };
  check(
    Object.hasOwn(estimators, String(model)),
    "model",
    [...Object.keys(estimators), "MarkovChain"].sort().join(", "),
  );
  check(typeof options === "object" && options !== null && !Array.isArray(options), "options", "an object");
  check(Number.isSafeInteger(inputs) && inputs! > 0, "inputs", "a number of columns");
  const needsClasses = !String(model).endsWith("Regressor") && model !== "LinearRegression";
  const isList = Array.isArray(classes) && classes.length > 1 && classes.every(Number.isFinite);
  check(needsClasses ? isList : classes === undefined, "classes", needsClasses ? "two numbers or more" : "nothing");
}
