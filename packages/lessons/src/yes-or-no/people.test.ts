import { describe, expect, it } from "vitest";
import { drawPeople, publishedPeople, rule } from "./people.js";

describe("drawPeople", () => {
  it("begins with the ten people of the series", () => {
    expect(drawPeople(3, 100).slice(0, 10)).toEqual(publishedPeople);
    expect(publishedPeople[7]).toEqual({ sleep: 7.2, exercise: 22.67, disease: 0 });
  });

  it("draws others for another seed, and the same for the same", () => {
    expect(drawPeople(1, 100)).toEqual(drawPeople(1, 100));
    expect(drawPeople(1, 100).slice(10)).not.toEqual(drawPeople(2, 100).slice(10));
    expect(drawPeople(0, 250)).toHaveLength(250);
  });

  it("has the published people on the right sides of the rule", () => {
    for (const { sleep, exercise, disease } of publishedPeople) {
      expect(rule.minutesPerHour * sleep + exercise < rule.bound).toBe(disease === 1);
    }
  });

  it("draws in the ranges, in hundredths, both kinds", () => {
    const people = drawPeople(0, 1000);
    for (const { sleep, exercise } of people) {
      expect(sleep).toBe(Number(sleep.toFixed(2)));
      expect(exercise).toBe(Number(exercise.toFixed(2)));
      expect(sleep).toBeGreaterThanOrEqual(2);
      expect(sleep).toBeLessThanOrEqual(8);
      expect(exercise).toBeGreaterThanOrEqual(0);
      expect(exercise).toBeLessThanOrEqual(30);
    }
    const sick = people.filter(({ disease }) => disease === 1).length;
    expect(sick).toBeGreaterThan(300);
    expect(sick).toBeLessThan(700);
  });

  it("has a table that never changes: another would have other figures", () => {
    const people = drawPeople(0, 100);
    expect(people.slice(10, 13)).toMatchInlineSnapshot(`
      [
        {
          "disease": 1,
          "exercise": 17.49,
          "sleep": 4.05,
        },
        {
          "disease": 0,
          "exercise": 28.27,
          "sleep": 5.19,
        },
        {
          "disease": 0,
          "exercise": 2.14,
          "sleep": 7.81,
        },
      ]
    `);
    expect(people.filter(({ disease }) => disease === 1)).toHaveLength(47);
    const sum = people.reduce((total, { sleep, exercise }) => total + sleep + exercise, 0);
    expect(sum).toMatchInlineSnapshot(`2012.050000000001`);
  });
});
