import { math } from "@cairn-ml/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clippedLog, logLoss, logLossSlope, probabilityOf, squaredError, squaredErrorSlope } from "./log-loss.js";

const score = fc.double({ min: -20, max: 20, noNaN: true });
const truth = fc.constantFrom(0 as const, 1 as const);
const h = 1e-6;

describe("the losses of a yes or no", () => {
  it("is ln 2 where nothing is known, whatever was true", () => {
    expect(logLoss(0, 0)).toBeCloseTo(Math.LN2, 6);
    expect(logLoss(0, 1)).toBeCloseTo(Math.LN2, 6);
    expect(squaredError(0, 1)).toBe(0.25);
  });

  it("has the logs of the series: -9.21, and -34.5 where a probability is clipped", () => {
    expect(clippedLog(0.0001)).toBeCloseTo(-9.21034, 5);
    expect(clippedLog(0)).toBeCloseTo(-34.53878, 5);
  });

  it("is the log of the probability of what was true", () => {
    fc.assert(
      fc.property(score, truth, (z, y) => {
        const p = y === 1 ? probabilityOf(z) : probabilityOf(-z);
        expect(logLoss(z, y)).toBeCloseTo(-math.log(p), 9);
      }),
    );
  });

  it("is finite at ±1000, where the probability is 0 or 1", () => {
    expect([logLoss(1000, 0), logLoss(1000, 1), logLoss(-1000, 0), logLoss(-1000, 1)]).toEqual([1000, 0, 0, 1000]);
    expect(-math.log(probabilityOf(-1000))).toBe(Number.POSITIVE_INFINITY);
  });

  it("has the slopes that differences give", () => {
    fc.assert(
      fc.property(score, truth, (z, y) => {
        expect(logLossSlope(z, y)).toBeCloseTo((logLoss(z + h, y) - logLoss(z - h, y)) / (2 * h), 6);
        expect(squaredErrorSlope(z, y)).toBeCloseTo((squaredError(z + h, y) - squaredError(z - h, y)) / (2 * h), 6);
      }),
    );
  });
});
