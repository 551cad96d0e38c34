import type { Exhibit } from "@cairn-ml/lessons";
import type { Colors } from "../colors.js";
import { wrap } from "../text.js";
import { heatText } from "./heat-text.js";
import { picturesText } from "./pictures-text.js";
import { plotText } from "./plot-text.js";
import { tableText } from "./table-text.js";

export interface Look {
  /** Columns to fill at most. */
  readonly columns: number;
  readonly colors: Colors;
}

/** Draws an exhibit for a terminal or a file of text: its title, what it shows, its note. */
export function exhibitText(exhibit: Exhibit, { columns, colors }: Look): string {
  const { title } = exhibit;
  const note = exhibit.kind === "text" ? undefined : exhibit.note;
  return [
    ...(title ? [wrap(title, columns).split("\n").map(colors.bold).join("\n")] : []),
    body(exhibit, columns, colors),
    ...(note ? [wrap(note, columns)] : []),
  ].join("\n");
}

function body(exhibit: Exhibit, columns: number, colors: Colors): string {
  switch (exhibit.kind) {
    case "text":
      return paragraphs(exhibit.text, columns);
    case "table":
      return tableText(exhibit.head, exhibit.rows, columns);
    case "plot":
      return plotText(exhibit, columns, colors);
    case "pictures":
      return picturesText(exhibit, columns, colors);
    case "heat":
      return heatText(exhibit, columns, colors);
  }
}

/** Wraps paragraphs; lines that begin with two spaces stay as they are. */
export function paragraphs(text: string, columns: number): string {
  const lines: string[] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) lines.push(wrap(open.join(" "), columns));
    open = [];
  };
  for (const line of text.split("\n")) {
    if (line.trim() !== "" && !line.startsWith("  ")) open.push(line);
    else {
      close();
      lines.push(line.trimEnd());
    }
  }
  close();
  return lines.join("\n");
}
