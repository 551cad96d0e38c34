import { drawDigits } from "@cairn-ml/data";
import { SoftmaxRegression } from "@cairn-ml/models-classic";
import { Rng } from "@cairn-ml/tensor";
import type { Exhibit } from "../exhibit.js";
import { fixed } from "../figures.js";
import type { Host } from "../lesson.js";

const side = 28;
const [trained, tested] = [600, 200];

/** The outlook: the same with ten answers, on digits. */
export async function tenAnswers(seed: number, host: Host): Promise<Exhibit[]> {
  const { images, labels } = drawDigits(new Rng(seed).fork("digits"), { count: trained + tested });
  const pixels = Array.from(labels, (_, i) => Float64Array.from(picture(images, i), (ink) => ink / 255));
  const known = [...labels];
  const model = new SoftmaxRegression({ lr: 0.2, steps: 200, seed });
  await model.fit(pixels.slice(0, trained), known.slice(0, trained), host.training("ten digits"));
  host.signal.throwIfAborted();
  const right = model.score(pixels.slice(trained), known.slice(trained));
  const [scores] = model.predictLogits([pixels[trained]!]);
  const [probabilities] = model.predictProbabilities([pixels[trained]!]);
  return [
    {
      kind: "table",
      title: `And with ten answers? What a model makes of a ${known[trained]} that was drawn`,
      head: ["digit", ...model.classes.map(String)],
      rows: [
        ["score", ...scores!.map((score) => fixed(score, 1))],
        ["probability", ...probabilities!.map((p) => fixed(p, 2))],
      ],
      note:
        `Each digit has a score of its own, made of the ${side * side} pixels and as many weights. Softmax, e^score over the sum of all ten ` +
        `e^score, makes probabilities of them; with two answers that is the sigmoid. Trained on ${trained} digits, it reads ` +
        `${fixed(100 * right, 0)} % of ${tested} others. Lesson 7 does better.`,
    },
  ];
}

function picture(images: Uint8Array, i: number): Uint8Array {
  return images.subarray(i * side * side, (i + 1) * side * side);
}
