import { type Device, setDefaultDevice, WasmDevice } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Preset, prepareTraining, presets } from "./index.js";

const text = "the cat sat on the mat, the dog sat on the log; ".repeat(12);

/** Everything at once: dropout, clipping, a schedule, decay in groups, evaluations on the way. */
function presetWith(model: Partial<Preset["model"]>): Preset {
  return {
    ...presets["shakespeare-char"],
    model: { contextLength: 12, layers: 2, heads: 2, width: 16, ...model },
    batchSize: 4,
    warmupSteps: 3,
    evalLimit: 4,
  };
}

/** The weights, the moments and the history of a short run, and why it was not captured if it was not. */
async function run(preset: Preset, eager: boolean): Promise<{ left: unknown; reasons: string[] }> {
  const { model, optimizer, schedule, data, rng } = prepareTraining({ preset, text, seed: 1, steps: 8 });
  const reasons: string[] = [];
  const { history } = await fit({
    ...{ model, optimizer, schedule, data, rng, eager },
    steps: 8,
    clipNorm: 0.5,
    evalEvery: 3,
    evalLimit: 4,
    callbacks: { onEager: (reason) => void reasons.push(reason.message) },
  });
  const bits = [...model.namedParameters().values(), ...optimizer.state().values()].map((x) => x.data());
  return { left: [history, bits], reasons };
}

describe.each([1, 2])("a GPT trained in captured steps on %i threads", (threads) => {
  let device: WasmDevice;
  beforeAll(async () => {
    device = await WasmDevice.create({ threads });
    setDefaultDevice(device as Device);
  });
  afterAll(() => {
    device.close();
  });

  it.each<[string, Partial<Preset["model"]>]>([
    ["tied head", {}],
    ["head of its own, without biases", { tiedHead: false, bias: false }],
    ["dropout", { dropout: 0.2 }],
  ])("is the one that eager steps train, bit for bit: %s", async (_, model) => {
    const captured = await run(presetWith(model), false);
    expect(captured.reasons).toEqual([]);
    expect(captured.left).toEqual((await run(presetWith(model), true)).left);
  });
});

describe("recompute", () => {
  it.each([0, 0.2])("changes no bit of a training with dropout %d", async (dropout) => {
    setDefaultDevice(await WasmDevice.create({ threads: 1 }));
    const plain = await run(presetWith({ dropout }), false);
    const again = await run(presetWith({ dropout, recompute: true }), false);
    expect(again.reasons).toEqual([]);
    expect(again.left).toEqual(plain.left);
  });
});
