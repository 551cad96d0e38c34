import type { Notes } from "./notes.js";

let current: Notes | null = null;

/** The notes of the step that is being captured now. */
export function currentNotes(): Notes | null {
  return current;
}

export function setCurrentNotes(notes: Notes | null): void {
  current = notes;
}
