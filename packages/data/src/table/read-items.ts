import { ValueError } from "@cairn-ml/tensor";
import { checkLength, isNumber, listed, numberIn } from "./cells.js";
import { parseRows, type Row } from "./parse-rows.js";

/** Things with a name, each described by the same numbers. */
export interface ItemTable {
  readonly items: readonly string[];
  /** What the numbers are: the other columns of the header, in their order. */
  readonly features: readonly string[];
  /** A number for each feature, for each item. */
  readonly vectors: readonly (readonly number[])[];
}

/**
 * Items from a text with a header: CSV, or with tabs or semicolons in the place of commas. The first column whose first field
 * is no number has their names, each once; all others are numbers.
 *
 * Throws: ValueError that names the line and the column.
 */
export function readItems(text: string, { name }: { readonly name: string }): ItemTable {
  const [header, ...rows] = parseRows(text, name);
  if (!header || rows.length === 0) {
    throw new ValueError(op, `${name} ${header ? "has a header and no rows" : "is empty"}.`, {
      given: header ? listed(header.fields) : "no lines",
      expected: "a header, such as name,height,weight, and a line for each item: its name and its numbers",
    });
  }
  for (const row of rows) checkLength(op, row, header, name);
  const place = namesAt(header, rows[0]!, name);
  const places = header.fields.map((_, i) => i).filter((i) => i !== place);
  const vectors = rows.map((row) =>
    places.map((place) => numberIn(op, row, { column: header.fields[place]!, place, name })),
  );
  return {
    items: namesIn(rows, { column: header.fields[place]!, place, name }),
    features: places.map((i) => header.fields[i]!),
    vectors,
  };
}

const op = "readItems";

function namesAt({ fields, line }: Row, first: Row, name: string): number {
  const place = first.fields.findIndex((field) => !isNumber(field));
  if (place >= 0 && fields.length > 1) return place;
  const problem = place < 0 ? "there is no column of names" : "there is no column of numbers";
  throw new ValueError(op, `${name}, line ${line}: ${problem}.`, {
    given: `the columns ${listed(fields)}, and below them ${listed(first.fields)}`,
    expected: "a column of names, and one of numbers or more",
  });
}

interface Column {
  readonly column: string;
  readonly place: number;
  readonly name: string;
}

function namesIn(rows: readonly Row[], { column, place, name }: Column): string[] {
  const lines = new Map<string, number>();
  return rows.map(({ fields, line }) => {
    const item = fields[place]!;
    const before = lines.get(item);
    if (item === "" || before !== undefined) {
      const what = item === "" ? "is empty" : `has a name that line ${before} has too`;
      throw new ValueError(op, `${name}, line ${line}, column ${place + 1} ("${column}") ${what}.`, {
        given: JSON.stringify(item.slice(0, 60)),
        expected: "a name of its own for each item",
      });
    }
    lines.set(item, line);
    return item;
  });
}
