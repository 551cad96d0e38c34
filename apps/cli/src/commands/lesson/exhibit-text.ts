import type { Exhibit } from "@cairn-ml/lessons";
import { table } from "../../output/table.js";
import { wrap } from "../../output/text.js";

/** Shows what is text. */
export function exhibitText(exhibit: Exhibit, { columns }: { columns: number }): string {
  const { title = "" } = exhibit;
  if (exhibit.kind === "text") return `${title}\n${wrap(exhibit.text, columns)}`;
  return exhibit.kind === "table" ? `${title}\n${table(exhibit.head, exhibit.rows)}` : title;
}
