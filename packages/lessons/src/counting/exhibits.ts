import type { Exhibit } from "../exhibit.js";
import { drawingExhibits } from "./drawing.js";
import type { Findings } from "./run.js";
import { surpriseExhibits } from "./surprise.js";
import { newTable, tableExhibit, walkExhibit } from "./tables.js";
import { short } from "./words.js";

/** What the lesson shows, in its order. */
export function exhibitsOf(findings: Findings): Exhibit[] {
  return [
    walkExhibit(findings),
    tableExhibit(findings),
    ...drawingExhibits(findings),
    samplesExhibit(findings),
    ...newTable(findings),
    ...surpriseExhibits(findings),
    originExhibit(findings),
  ];
}

function samplesExhibit({ sequences, results: { samples } }: Findings): Exhibit {
  const shown = Math.min(6, Math.max(sequences.length, samples.length));
  const cut = samples.filter((sample) => [...sample].length >= 1000).length;
  const rows = Array.from({ length: shown }, (_, i) => [sequences[i] ?? "", samples[i] ?? ""].map((s) => short(s)));
  const note =
    "Can you tell them apart? Only the counts were kept; a sequence that comes out once more was drawn by chance.";
  return {
    kind: "table",
    title: "Counted ones, and new ones that were drawn like this",
    head: ["counted", "new"],
    rows,
    note: cut > 0 ? `${note} ${cut} of the new ones were cut off after 1,000 letters.` : note,
  };
}

function originExhibit({ isOwn }: Findings): Exhibit {
  const origin =
    "In 1913 Markov counted by hand which of 20,000 letters of a novel are vowels, and how often a vowel follows a vowel: " +
    "what comes next depends on what is there, and that can be calculated with. In 1948 Shannon drew English from such " +
    "tables, letter pairs first, then longer ones, and measured a language by the surprise of its symbols.";
  const chosen =
    "The table: published are its first row and column, a→a, t→c, g→t and the sums of rows g and t. The other cells were " +
    "chosen for this lesson so that each letter is left as often as it is come to. Another --seed draws other sequences with " +
    "exactly the same table.";
  return { kind: "text", title: "Who thought of it", text: isOwn ? `${origin}\n\n${chosen}` : origin };
}
