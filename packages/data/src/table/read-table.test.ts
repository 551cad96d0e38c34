import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTable } from "../index.js";

const read = (text: string, columns: readonly string[] = ["height", "weight"]) =>
  readTable(text, { name: "people.csv", columns });

describe("readTable", () => {
  it("reads the columns that are asked for, in any order, whatever else is there", () => {
    expect(read("name,weight,height\nAda,47.5,161\nBob,6e1,1.7E2\n")).toEqual({
      rows: 2,
      columns: { height: [161, 170], weight: [47.5, 60] },
      lines: [2, 3],
    });
  });

  it("finds the delimiter in the header, and passes over a mark, spaces, quotes and empty lines", () => {
    const expected = { rows: 2, columns: { height: [161, -0.5], weight: [48, 3] }, lines: [2, 3] };
    expect(read("height,weight\r\n161,48\r\n-.5,3")).toEqual(expected);
    expect(read("\ufeffheight\tweight\n161\t48\n\n-.5\t3\n\n")).toEqual({ ...expected, lines: [2, 4] });
    expect(read(' "weight" ; height ; "a, b, c"\n48;"161";x\n+3.; -0.5;"a ""b""\nc"\n')).toEqual(expected);
    expect(read("height,weight\r161,48\r\n-.5,3\n")).toEqual(expected); // three kinds of line ends
  });

  it("gives back any finite numbers, however they are ordered and cut", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0); // no -0
    fc.assert(
      fc.property(
        fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 17 }),
        fc.constantFrom(",", "\t", ";"),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.boolean(),
        (rows, delimiter, end, swapped) => {
          const line = (a: unknown, b: unknown) => (swapped ? [b, `"${a}"`] : [`"${a}"`, b]).join(delimiter);
          const text = [line("height", "weight"), ...rows.map(([h, w]) => line(h, w))].join(end);
          const { columns } = read(text);
          expect(columns).toEqual({ height: rows.map(([h]) => h), weight: rows.map(([, w]) => w) });
        },
      ),
    );
  });
});

describe("readTable refuses", () => {
  it("an empty file, a header only", () => {
    expect(() => read("")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readTable: people.csv is empty.
        given:    no lines
        expected: a header, height,weight, and a line of numbers for each row]
    `);
    expect(() => read("\n  \n")).toThrow("people.csv is empty");
    expect(() => read("height,weight\n")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readTable: people.csv has a header and no rows.
        given:    "height", "weight"
        expected: a line of numbers for each row below the header]
    `);
  });

  it("a missing column, and one that is there twice", () => {
    expect(() => read("\nHeight,weight\n1,2\n")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readTable: people.csv, line 2: there is no column "height".
        given:    the columns "Height", "weight"
        expected: one column "height"
        fix:      name the columns in the first line, "height" among them, written in just this way]
    `);
    expect(() => read("height,weight,weight\n1,2,3\n")).toThrow('line 1: there are two columns "weight"');
    expect(() => read(Array.from({ length: 99 }, (_, i) => "x".repeat(i)).join(","))).toThrow("and 89 more");
  });

  it("a row of another length", () => {
    expect(() => read("height,weight\n1,2\n\n3\n")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readTable: people.csv, line 4: the row has another number of fields than the header.
        given:    1 field: "3"
        expected: 2: "height", "weight"
        fix:      fill the missing fields]
    `);
    expect(() => read("height,weight\n1,2,3\n")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readTable: people.csv, line 2: the row has another number of fields than the header.
        given:    3 fields: "1", "2", "3"
        expected: 2: "height", "weight"
        fix:      put quotes round a field that has a comma in it]
    `);
  });

  it("what is no number", () => {
    expect(() => read('name,height,weight\n"a\nb",1,2\nc,3,tall\n')).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readTable: people.csv, line 4, column 3 ("weight") is no number.
        given:    "tall"
        expected: a finite number such as 47.5 or 1e-3
        fix:      write a number alone, without a unit]
    `);
    expect(() => read("height;weight\n1,5;2\n")).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readTable: people.csv, line 2, column 1 ("height") is no number.
        given:    "1,5"
        expected: a finite number such as 47.5 or 1e-3
        fix:      write it with a point: 1.5]
    `);
    expect(() => read("height,weight\n1,\n")).toThrow('people.csv, line 2, column 2 ("weight") is empty.');
    for (const field of ["0x10", "1e", "1 2", "١", "--1", "1_000", "."]) {
      expect(() => read(`height,weight\n1,${field}\n`)).toThrow("is no number");
    }
  });

  it("what is not finite", () => {
    for (const field of ["NaN", "nan", "Infinity", "-inf", "1e999"]) {
      expect(() => read(`height,weight\n${field},2\n`)).toThrow('line 2, column 1 ("height") is not finite');
    }
  });

  it("quotes that do not match", () => {
    expect(() => read('height,weight\n1,2\n\n3,"4\n5,6\n')).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readTable: people.csv, line 4: a quote is opened and never closed.
        given:    3,"4
        expected: quotes round a whole field, as in "1.5", or none
        fix:      close the quote, or leave it out]
    `);
    expect(() => read('height,weight\n1,2" wide\n')).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readTable: people.csv, line 2: a quote within a field.
        given:    1,2" wide
        expected: quotes round a whole field, as in "1.5", or none
        fix:      write a quote within quotes twice: "5 "" wide"]
    `);
  });

  it("any text, with a ValueError and nothing else", () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'ab12",;\t\n\r .-') }));
    fc.assert(
      fc.property(text, (rest) => {
        try {
          read(`height,weight\n${rest}`);
        } catch (error) {
          expect((error as Error).name, String(error)).toBe("ValueError");
        }
      }),
      { numRuns: 1000 },
    );
  });
});
