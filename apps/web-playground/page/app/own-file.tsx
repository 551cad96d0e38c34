import type { Lesson, TextFile } from "@cairn-ml/lessons";
import type { JSX } from "preact";
import { FileDrop } from "../parts/file-drop.js";

interface OwnFileProps {
  readonly lesson: Lesson;
  /** The one that is used now; undefined for the lesson's own data. */
  readonly own: TextFile | undefined;
  onFile(file: TextFile | undefined): void;
}

/** A place for the reader's own data, in a lesson that takes a text. It is read here and sent nowhere. */
export function OwnFile({ lesson, own, onFile }: OwnFileProps): JSX.Element | null {
  const { input } = lesson;
  if (!input || input.kind === "digits") return null; // those are dropped where digits are drawn
  const wanted = {
    table: () => `a table (.csv) with the columns ${"columns" in input ? input.columns.join(", ") : ""}`,
    items: () => "a table (.csv) with a name and numbers in each line",
    sequences: () => "a text with a sequence, or a name, in each line",
  }[input.kind];
  return (
    <div class="own-file">
      <FileDrop onFiles={async ([file]) => onFile({ name: file!.name, text: await file!.text() })}>
        {own ? `Your ${own.name} is used. Another one?` : `Your own data: ${wanted()}.`}
      </FileDrop>
      {own && (
        <button type="button" onClick={() => onFile(undefined)}>
          Use the lesson's data again
        </button>
      )}
    </div>
  );
}
