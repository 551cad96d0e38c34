import { readTable } from "@cairn-ml/data";
import { ValueError } from "@cairn-ml/tensor";
import type { TextFile } from "../option.js";
import type { Person } from "./people.js";

/**
 * People from a table with the columns sleep, exercise and disease.
 *
 * Throws: ValueError that names the line, for what is no number, a disease that is neither 0 nor 1, and one class only.
 */
export function readPeople({ name, text }: TextFile): Person[] {
  const { columns, lines } = readTable(text, { name, columns: ["sleep", "exercise", "disease"] });
  const { sleep, exercise, disease } = columns;
  const people = lines.map((line, i): Person => {
    const label = disease![i]!;
    if (label !== 0 && label !== 1) throw noLabel(name, line, label);
    return { sleep: sleep![i]!, exercise: exercise![i]!, disease: label };
  });
  const [first] = people;
  if (people.some(({ disease }) => disease !== first!.disease)) return people;
  const all =
    people.length === 1 ? `the only row, line ${lines[0]}` : `all ${people.length} rows, to line ${lines.at(-1)}`;
  throw new ValueError("lesson 4", `${name}: everybody is ${first!.disease === 1 ? "sick" : "healthy"}.`, {
    given: `disease ${first!.disease} in ${all}`,
    expected: "some rows with 0 and some with 1: there must be something to tell apart",
  });
}

function noLabel(name: string, line: number, label: number): ValueError {
  return new ValueError("lesson 4", `${name}, line ${line}, column "disease" is neither yes nor no.`, {
    given: String(label),
    expected: "1 for sick or 0 for healthy",
    fix: "write 1 or 0 in every row",
  });
}
