import { fromData, init, type Tensor } from "@cairn-ml/tensor";
import type { CheckpointStore, Snapshot } from "@cairn-ml/train";
import { beforeAll, describe, expect, it } from "vitest";
import type { Host } from "../lesson.js";
import { quietHost } from "../quiet-host.test-tools.js";
import { runLesson } from "../run-lesson.js";
import { severalWeights } from "./lesson.js";
import { drawPeople } from "./people.js";
import type { SeveralWeightsResults } from "./results.js";

beforeAll(() => init());

async function run(options: Record<string, number> = {}, host: Host = quietHost(), seed = 0) {
  const report = await runLesson(severalWeights, { options, host, seed });
  return { ...report, results: report.results as SeveralWeightsResults };
}

describe("lesson 3", () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])("comes to the published figures with seed %i", async (seed) => {
    const { checks, results } = await run({}, quietHost(), seed);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.length).toBeGreaterThanOrEqual(6);
    const { landscape, coefficients, history } = results;
    expect(landscape.foretold.height).toBeCloseTo(coefficients.height, 1);
    expect(history.at(-1)).toMatchObject({ step: 100_000, ...coefficients });
  });

  it("has the results that programs read", async () => {
    const { results } = await run({ steps: 5000 });
    const number = expect.any(Number);
    const weights = { height: number, sex: number, bias: number };
    expect(results).toMatchObject({
      coefficients: weights,
      loss: number,
      predictions: { male165: number, female165: number },
      closedForm: { ...weights, loss: number },
      sexTurnsAt: number,
      history: expect.arrayContaining([{ step: 5000, loss: number, ...weights }]),
    });
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
  });

  it("notes on the way the loss that the weights there have", async () => {
    const { X, y } = drawPeople({ seed: 0, people: 1000, noise: 0.03 });
    const { history } = (await run({ steps: 5000 })).results; // points are 25 steps apart
    for (const { loss, height, sex, bias } of history) {
      const squares = X.map(([h, s], i) => (height * h + sex * s + bias - y[i]!) ** 2);
      expect(loss).toBeCloseTo(squares.reduce((a, b) => a + b) / 1000, 9);
    }
  });

  it("finds the step after which the sex weight falls", async () => {
    const { results } = await run({ steps: 4000 });
    const turn = results.sexTurnsAt!;
    const at = async (steps: number) => (await run({ steps })).results.coefficients.sex;
    expect(await at(turn)).toBeGreaterThan(await at(turn - 1));
    expect(await at(turn)).toBeGreaterThanOrEqual(await at(turn + 1));
    expect(await at(turn)).toBeGreaterThan(await at(turn + 50));
    expect((await run({ steps: 1000 })).results.sexTurnsAt).toBeNull(); // still rising
  });

  it("knows where the steps lead, by the formula", async () => {
    const { results } = await run({ steps: 3000 });
    for (const key of ["height", "sex", "bias"] as const) {
      expect(results.landscape.foretold[key]).toBeCloseTo(results.coefficients[key], 3);
    }
    const { conditionNumber, axes, stepsNeeded } = results.landscape;
    expect(conditionNumber ** 2).toBeCloseTo(axes[0]!.bend / axes[2]!.bend, 6);
    expect(stepsNeeded).toBeGreaterThan(5e6);
  });

  it("gets to the best weights with a higher rate, after the steps that the formula says", async () => {
    const { results } = await run({ lr: 0.1, steps: 15_000 });
    const { stepsNeeded } = results.landscape;
    const there = results.history.filter(({ height }) => Math.abs(height - results.closedForm.height) < 0.01);
    expect(Math.abs(there[0]!.step - stepsNeeded!)).toBeLessThan(400); // points are 75 steps apart, numbers have 24 bits
  });

  it("says that it is on the floor of the valley only when it is", async () => {
    const said = async (steps: number) => JSON.stringify((await run({ steps })).exhibits);
    expect(await said(2000)).toContain("not even on the floor");
    expect(await said(100_000)).toContain("We are on the floor");
  });

  it("finds the rule itself where there is no noise", async () => {
    const { closedForm } = (await run({ noise: 0, steps: 100 })).results;
    for (const [key, value] of Object.entries({ height: 45, sex: -10, bias: 5, loss: 0 })) {
      expect(closedForm[key as keyof typeof closedForm]).toBeCloseTo(value, 9);
    }
  });

  it("says at which step it runs away", async () => {
    await expect(run({ lr: 10 })).rejects.toThrow(/not a finite number/);
    const { landscape } = (await run({ lr: 0.25, steps: 50 })).results;
    expect(landscape.stepsNeeded).toBeNull();
  });

  it("takes the reader's own people", async () => {
    const text = "height,sex,weight\n1.6,0,77\n1.8,0,86\n1.6,1,67\n1.8,1,76\n";
    const { results, checks, exhibits } = await run({ steps: 50 }, quietHost({ kind: "text", name: "we.csv", text }));
    expect(results.closedForm.height).toBeCloseTo(45, 9);
    expect(checks).toEqual([]);
    expect(exhibits[0]).toMatchObject({ text: "4 people from we.csv." });
  });

  it("says truly how much a prediction changes when height and bias are traded", async () => {
    const text = "height,sex,weight\n1.85,0,80\n1.8,0,86\n1.6,1,67\n1.55,1,64\n1.75,0,76\n"; // the women are shorter
    const { landscape } = (await run({ steps: 50 }, quietHost({ kind: "text", name: "we.csv", text }))).results;
    const changes = [1.85, 1.55].map((height) => Math.abs(height + landscape.valley.bias));
    expect(landscape.valleyChange).toBeCloseTo(Math.max(...changes), 9);
  });

  it("shows the whole path of a run that was stopped and goes on", async () => {
    const store = new OneSnapshot();
    const stop = new AbortController();
    const host = (more: object): Host => ({
      ...quietHost(),
      training: (_, { kept, callbacks } = {}) => ({
        ...(kept && { store: async () => store, ...more }),
        ...(callbacks && { callbacks }),
      }),
    });
    const onPoint = () => stop.abort();
    const early: Host = {
      ...host({}),
      signal: stop.signal,
      training: (label, more) => ({ ...host({}).training(label, more), signal: stop.signal, callbacks: { onPoint } }),
    };
    await expect(run({ steps: 1000 }, early)).rejects.toThrow();
    const { results } = await run({ steps: 1000 }, host({ resume: true }));
    expect(results).toEqual((await run({ steps: 1000 })).results);
  });
});

class OneSnapshot implements CheckpointStore {
  #snapshot: Snapshot | null = null;

  async save(snapshot: Snapshot): Promise<void> {
    const copy = (tensors: ReadonlyMap<string, Tensor>) =>
      new Map([...tensors].map(([name, x]) => [name, fromData(x.data(), x.shape)]));
    this.#snapshot = { ...snapshot, weights: copy(snapshot.weights), moments: copy(snapshot.moments) };
  }

  async load(): Promise<Snapshot | null> {
    return this.#snapshot;
  }
}
