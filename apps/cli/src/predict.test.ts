import { join } from "node:path";
import { drawDigits } from "@cairn-ml/data";
import { LinearRegression, MLPClassifier } from "@cairn-ml/models-classic";
import { fromData, init, Rng } from "@cairn-ml/tensor";
import { encode } from "fast-png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

let cairn: Cairn;
const model = () => join(cairn.folder, "model");
const digits = drawDigits(new Rng(1), { count: 20 });

beforeAll(async () => {
  cairn = await buildCairn();
  await init();
  const { images, labels } = drawDigits(new Rng(0), { count: 3000 });
  const X = fromData(
    Float32Array.from(images, (byte) => byte / 255),
    [3000, 784],
  );
  const network = new MLPClassifier({ hidden: [32], epochs: 5 });
  await network.fit(X, labels);
  await network.save(model());
}, 60_000);
afterAll(() => cairn.remove());

/** A digit as a picture of dark ink on paper, four times as large. */
function picture(i: number): Uint8Array {
  const data = Uint8Array.from({ length: 112 * 112 }, (_, at) => {
    const [row, column] = [Math.floor(at / 112) >> 2, (at % 112) >> 2];
    return 230 - 0.8 * digits.images[784 * i + 28 * row + column]!;
  });
  return encode({ width: 112, height: 112, data, channels: 1 });
}

describe("cairn predict", () => {
  it("reads most digits as they are meant, and says how sure it is", async () => {
    let right = 0;
    for (let i = 0; i < 8; i++) {
      const path = cairn.write("digit.png", picture(i));
      const { code, stdout, stderr } = await cairn.run(["predict", "--model", model(), path, "--json"]);
      expect(code, stderr).toBe(0);
      const document = JSON.parse(stdout);
      expect(Object.keys(document)).toEqual(["command", "picture", "label", "probabilities"]);
      const { command, picture: name, label, probabilities } = document;
      expect([command, name, probabilities.length]).toEqual(["predict", path, 10]);
      expect(probabilities.reduce((a: number, b: number) => a + b)).toBeCloseTo(1, 5);
      expect(probabilities[label]).toBe(Math.max(...probabilities));
      if (label === digits.labels[i]) right++;
    }
    expect(right).toBeGreaterThanOrEqual(6);
  });

  it("shows what it saw, and bars", async () => {
    cairn.write("digit.png", picture(0));
    const { stdout } = await cairn.run(["predict", "--model", "model", "digit.png"]);
    expect(stdout).toContain("What the model sees, 28 × 28\n");
    expect(stdout).toMatch(/\n\d {2} +\d+\.\d % {2}█+\n/);
    expect(stdout.split("\n").slice(2, 16).join("")).toContain("█");
    expect(stdout).toMatch(/\nIt (is|may be) a \d\.\n$/);
  });

  it.each([
    [["nowhere.png"], 1, "nowhere.png does not exist"],
    [["text.png"], 1, "text.png is no PNG"],
    [["empty.png"], 1, "nothing is drawn in empty.png"],
    [[], 2, "missing required argument 'picture'"],
    [["digit.png", "--model", "line"], 1, "the model in line does not read digits"],
    [["digit.png", "--model", "none"], 1, "none does not exist"],
  ])("refuses %j", async (args, expected, text) => {
    cairn.write("text.png", "no picture");
    cairn.write("empty.png", encode({ width: 5, height: 5, data: new Uint8Array(25).fill(200), channels: 1 }));
    cairn.write("digit.png", picture(0));
    const line = new LinearRegression({ steps: 1 });
    await line.fit([[1], [2]], [1, 2]);
    await line.save(join(cairn.folder, "line"));
    const { code, stdout, stderr } = await cairn.run(["predict", "--model", "model", ...args]);
    expect({ code, stdout }, stderr).toEqual({ code: expected, stdout: "" });
    expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
