const key = "cairn-lesson";

/** The lesson where the reader was last; undefined at the first visit, and where the browser keeps nothing. */
export function visited(): number | undefined {
  try {
    return Number(localStorage.getItem(key)) || undefined;
  } catch {
    return undefined; // storage may be forbidden
  }
}

export function visit(lesson: number): void {
  try {
    localStorage.setItem(key, String(lesson));
  } catch {
    // full or forbidden: the reader will begin at the top
  }
}
