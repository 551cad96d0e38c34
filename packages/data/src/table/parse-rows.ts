import { ValueError } from "@cairn-ml/tensor";
import { CsvError, parse } from "csv-parse/browser/esm/sync";

/** A record of a table: its fields as they are written, and the line in which it begins. */
export interface Row {
  readonly fields: readonly string[];
  readonly line: number;
}

/**
 * Cuts a text into fields: commas, tabs or semicolons between them, whichever the header has most of; quotes as in RFC 4180.
 * Spaces round a field and empty lines do not count.
 *
 * Throws: ValueError for quotes that do not match.
 */
export function parseRows(file: string, name: string): Row[] {
  const text = file.replace(/\r\n?/g, "\n");
  const rows: Row[] = [];
  let done = 0; // lines
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: "\n",
      relax_column_count: true, // whoever needs the columns says better what is wrong
      skip_empty_lines: true,
      trim: true,
      on_record: (fields: string[], { lines }) => {
        done = lines; // counted where the record ends
        rows.push({ fields, line: lines - fields.join("").split("\n").length + 1 });
      },
    });
  } catch (error) {
    if (error instanceof CsvError) throw badQuotes(error, name, text.split("\n"), done);
    throw error;
  }
  return rows;
}

function delimiterOf(text: string): string {
  const header = text.trimStart().split("\n", 1)[0]!;
  const names = header.replace(/"[^"]*"/g, "");
  const times = (delimiter: string) => names.split(delimiter).length;
  return [",", "\t", ";"].reduce((a, b) => (times(b) > times(a) ? b : a));
}

/** `done`: lines before the record. */
function badQuotes({ code }: CsvError, name: string, lines: readonly string[], done: number): ValueError {
  const at = lines.findIndex((line, i) => i >= done && line.includes('"'));
  const open = code === "CSV_QUOTE_NOT_CLOSED";
  return new ValueError(
    "readTable",
    `${name}, line ${at + 1}: ${open ? "a quote is opened and never closed." : "a quote within a field."}`,
    {
      given: lines[at]!.slice(0, 60),
      expected: 'quotes round a whole field, as in "1.5", or none',
      fix: open ? "close the quote, or leave it out" : 'write a quote within quotes twice: "5 "" wide"',
    },
  );
}
