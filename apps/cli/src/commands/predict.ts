import { type LoadedModel, loadModel, MLPClassifier, SoftmaxRegression } from "@cairn-ml/models-classic";
import { init } from "@cairn-ml/tensor";
import { readDigit } from "../digits/picture-folder.js";
import { InputError } from "../errors.js";
import type { DeviceName } from "../options.js";
import { colors } from "../output/colors.js";
import { exhibitText } from "../output/exhibits/exhibit-text.js";
import { section } from "../output/say.js";
import { columnsOf, invocation } from "../output/text.js";

export interface PredictOptions {
  readonly model: string;
  readonly device?: DeviceName;
  readonly threads?: number;
  readonly json?: boolean;
}

const pixelsOfDigit = 784;

/** `cairn predict`: which digit a picture shows. */
export async function predict(picture: string, { model: dir, device, threads, json }: PredictOptions): Promise<void> {
  await init({ ...(device && { device }), ...(threads !== undefined && { threads }) });
  const model = readerOf(dir, await loadModel(dir));
  const bytes = await readDigit("predict", picture);
  const pixels = Array.from(bytes, (byte) => byte / 255);
  const shares = model.predictProbabilities([pixels])[0]!;
  const probabilities = Array.from({ length: 10 }, (_, digit) => shares[model.classes.indexOf(digit)] ?? 0);
  const label = probabilities.indexOf(Math.max(...probabilities));
  if (json) {
    process.stdout.write(`${JSON.stringify({ command: "predict", picture, label, probabilities })}\n`);
  } else {
    print(pixels, probabilities, label);
  }
}

/** Throws: InputError unless it is a model that tells digits of 784 pixels apart. */
function readerOf(dir: string, model: LoadedModel): MLPClassifier | SoftmaxRegression {
  const isDigit = (value: number) => Number.isInteger(value) && value >= 0 && value <= 9;
  const isReader = model instanceof MLPClassifier || model instanceof SoftmaxRegression;
  if (isReader && model.config.inputs === pixelsOfDigit && model.classes.every(isDigit)) return model;
  const size = "inputs" in model.config ? ` of ${model.config.inputs} numbers` : "";
  throw new InputError(`predict: the model in ${dir} does not read digits.`, {
    given: `${model.constructor.name}${size}`,
    expected: `a classifier of ${pixelsOfDigit} pixels for digits, such as lesson 7 saves one`,
    fix: `train one: ${invocation()} lesson 7`,
  });
}

function print(pixels: readonly number[], probabilities: readonly number[], label: number): void {
  const palette = colors(process.stdout);
  const { bold } = palette;
  const columns = columnsOf(process.stdout);
  const seen = { kind: "pictures", title: "", pictures: [{ rows: 28, columns: 28, values: pixels }] } as const;
  section("What the model sees, 28 × 28", exhibitText(seen, { columns, colors: palette }));
  const bars = probabilities.map((share, digit) => {
    const line =
      `${digit}  ${`${(100 * share).toFixed(1)} %`.padStart(7)}  ${"█".repeat(Math.round(40 * share))}`.trimEnd();
    return digit === label ? bold(line) : line;
  });
  section("How likely each digit is", bars.join("\n"));
  process.stdout.write(`\nIt ${probabilities[label]! > 0.5 ? "is" : "may be"} a ${bold(String(label))}.\n`);
}
