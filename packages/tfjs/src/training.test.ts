import { type Device, expectClose, init } from "@cairn-ml/tensor";
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { prepareTraining, presets } from "../../models-gpt/src/index.js";
import { fit } from "../../train/src/index.js";
import { testDevice } from "./backend.test-helper.js";

const text = "one stone upon another makes a pile that shows the way. ".repeat(20);
const preset = {
  ...presets["shakespeare-char"],
  model: { contextLength: 16, layers: 2, heads: 2, width: 32, dropout: 0.1 },
  batchSize: 4,
  lr: 1e-2,
};

/** The losses of a small GPT that learns a text. */
async function train(device: "wasm" | Device, steps: number, afterStep?: () => void): Promise<number[]> {
  await init({ device });
  const losses: number[] = [];
  const onStep = ({ loss }: { loss: number }) => {
    losses.push(loss);
    afterStep?.();
  };
  const training = prepareTraining({ preset, text, seed: 0, steps });
  await fit({ ...training, steps, clipNorm: 1, callbacks: { onStep } });
  return losses;
}

it.each(["cpu", "wasm"] as const)("a GPT learns on the backend %s what it learns on our engine", async (backend) => {
  const expected = await train("wasm", 30);
  const actual = await train(await testDevice(backend), 30);
  expectClose(actual, expected, { rtol: 1e-4 });
  expect(actual.at(-1)).toBeLessThan(actual[0]! * 0.8);
});

it("100 steps leave no tensor behind", async () => {
  const counts: number[] = [];
  await train(await testDevice("wasm"), 100, () => counts.push(tf.memory().numTensors));
  expect(counts).toHaveLength(100);
  expect(Math.max(...counts)).toBe(counts[0]); // fewer where the garbage collector frees the models before
});
