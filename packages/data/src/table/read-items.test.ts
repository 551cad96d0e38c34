import { describe, expect, it } from "vitest";
import { readItems } from "../index.js";

const read = (text: string) => readItems(text, { name: "things.csv" });

describe("readItems", () => {
  it("takes the first column that has no numbers as names, wherever it is", () => {
    const expected = {
      items: ["ant", "bee"],
      features: ["legs", "wings"],
      vectors: [
        [6, 0],
        [6, 4],
      ],
    };
    expect(read("animal,legs,wings\nant,6,0\nbee,6,4\n")).toEqual(expected);
    expect(read("legs;animal;wings\r\n6;ant;0\r\n6;bee;4")).toEqual(expected);
    expect(read("name\tx\n__proto__\t1\nconstructor\t2\n").items).toEqual(["__proto__", "constructor"]);
  });

  it("says what is wrong, and where", () => {
    expect(() => read("")).toThrow("things.csv is empty");
    expect(() => read("name,x\n")).toThrow("things.csv has a header and no rows");
    expect(() => read("x,y\n1,2\n")).toThrow("line 1: there is no column of names");
    expect(() => read("name\nant\n")).toThrow("line 1: there is no column of numbers");
    expect(() => read("name,x\nant,1\n\nbee\n")).toThrow("line 4: the row has another number of fields");
    expect(() => read("name,x\nant,1\nbee,many\n")).toThrow('line 3, column 2 ("x") is no number');
    expect(() => read("name,x\nant,1\n,2\n")).toThrow('line 3, column 1 ("name") is empty');
    expect(() => read("name,x\nant,1\nbee,2\n\nant,3\n")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readItems: things.csv, line 5, column 1 ("name") has a name that line 2 has too.
        given:    "ant"
        expected: a name of its own for each item]
    `);
  });
});
