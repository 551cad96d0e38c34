import { type Device, expectClose, init, Rng } from "@cairn-ml/tensor";
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { generate, prepareTraining, presets } from "../../models-gpt/src/index.js";
import { fit } from "../../train/src/index.js";
import { testDevice } from "./backend.test-helper.js";

const text = "one stone upon another makes a pile that shows the way. ".repeat(20);
const preset = {
  ...presets["shakespeare-char"],
  model: { contextLength: 16, layers: 2, heads: 2, width: 32, dropout: 0.1 },
  batchSize: 2,
  lr: 1e-2,
};

interface Trained {
  readonly losses: readonly number[];
  readonly writes: string;
}

/** A small GPT learns a text: its losses, and what it writes then. */
async function train(device: "wasm" | Device, steps: number, afterStep?: () => void): Promise<Trained> {
  await init({ device });
  const losses: number[] = [];
  const onStep = ({ loss }: { loss: number }) => {
    losses.push(loss);
    afterStep?.();
  };
  const { tokenizer, ...training } = prepareTraining({ preset, text, seed: 0, steps });
  await fit({ ...training, steps, clipNorm: 1, callbacks: { onStep } });
  const options = { maxTokens: 10, temperature: 0, rng: new Rng(0) };
  const tokens = generate(training.model, tokenizer.encode("stone"), options);
  return { losses, writes: tokenizer.decode([...tokens]) };
}

it.each(["cpu", "wasm"] as const)("a GPT learns on the backend %s what it learns on our engine", async (backend) => {
  const expected = await train("wasm", 20);
  const actual = await train(await testDevice(backend), 20);
  expectClose(actual.losses, expected.losses, { rtol: 1e-4 });
  expect(actual.losses.at(-1)).toBeLessThan(actual.losses[0]! * 0.8);
  expect(actual.writes).toBe(expected.writes);
});

it("100 steps leave no tensor behind", async () => {
  const counts: number[] = [];
  await train(await testDevice("wasm"), 100, () => counts.push(tf.memory().numTensors));
  expect(counts).toHaveLength(100);
  expect(Math.max(...counts)).toBe(counts[0]); // fewer where the garbage collector frees the models before
});
