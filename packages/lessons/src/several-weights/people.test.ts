import { expect, it } from "vitest";
import { quietHost } from "../quiet-host.test-tools.js";
import { drawPeople, peopleFrom } from "./people.js";

const table = (text: string) => () => peopleFrom(quietHost({ kind: "text", name: "people.csv", text }));

it("draws people by the rule, as many women as men, with noise that is even for each sex", () => {
  const { X, y } = drawPeople({ seed: 3, people: 1000, noise: 0.03 });
  expect(X.filter(([, sex]) => sex === 1)).toHaveLength(500);
  expect(X.every(([height]) => height >= 1.5 && height < 1.9)).toBe(true);
  const strays = X.map(([height, sex], i) => y[i]! / (45 * height - 10 * sex + 5) - 1);
  for (const sex of [0, 1]) {
    const own = strays.filter((_, i) => X[i]![1] === sex);
    expect(own.reduce((sum, z) => sum + z, 0)).toBeCloseTo(0, 12);
    expect(Math.sqrt(own.reduce((sum, z) => sum + z * z, 0) / 500)).toBeCloseTo(0.03, 12);
    const within = own.filter((z) => Math.abs(z) < 0.03).length / 500;
    expect(within).toBeGreaterThan(0.62); // 0.68 of a bell curve, 0.58 of a uniform spread
  }
  expect(drawPeople({ seed: 3, people: 1000, noise: 0.03 })).toEqual({ X, y });
  expect(drawPeople({ seed: 4, people: 1000, noise: 0.03 })).not.toEqual({ X, y });
});

it("reads people from a table", () => {
  expect(table("weight,name,sex,height\n80,Bob,0,1.8\n60,Ada,1,1.6\n75,Al,0,1.7\n")()).toEqual({
    X: [
      [1.8, 0],
      [1.6, 1],
      [1.7, 0],
    ],
    y: [80, 60, 75],
  });
  expect(peopleFrom(quietHost())).toBeUndefined();
});

it("says what is wrong with a table, and where", () => {
  expect(table("")).toThrow("people.csv is empty");
  expect(table("height,weight\n1.8,80\n")).toThrow('there is no column "sex"');
  expect(table("height,sex,weight\n1.8,0,NaN\n")).toThrow('line 2, column 3 ("weight") is not finite');
  expect(table("height,sex,weight\n1.8,0,80\n\n1.6,2,60\n")).toThrowErrorMatchingInlineSnapshot(`
    [ValueError: lesson 3: people.csv, line 4, column "sex" is neither 0 nor 1.
      given:    2
      expected: 0 for a man, 1 for a woman]
  `);
  expect(table("height,sex,weight\n1.8,0,80\n1.6,0,60\n")).toThrowErrorMatchingInlineSnapshot(`
    [ValueError: lesson 3: people.csv has one sex only.
      given:    2 rows, "sex" always 0
      expected: men (0) and women (1), of one of them two heights or more: else many weights do equally well]
  `);
  expect(table("height,sex,weight\n180,0,80\n")).toThrowErrorMatchingInlineSnapshot(`
    [ValueError: lesson 3: people.csv, line 2, column "height" is no height in metres.
      given:    180
      expected: metres, such as 1.65
      fix:      divide centimetres by 100]
  `);
  expect(table("height,sex,weight\n1.8,0,80\n1.8,0,81\n1.6,1,60\n")).toThrow("no two heights of one sex");
});
