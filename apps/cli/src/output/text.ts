/** Breaks a paragraph into lines of at most `width` columns. */
export function wrap(text: string, width: number): string {
  const lines: string[] = [""];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}

/** Columns to write in: those of the terminal, and no more than are pleasant to read. */
export function columnsOf(stream: { readonly columns?: number }): number {
  return Math.max(40, Math.min(stream.columns ?? 80, 100));
}

/** A whole number with commas: 842112 -> "842,112". */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A time as one says it: "4 s", "1 min 20 s", "2 h 5 min". */
export function duration(seconds: number): string {
  const total = Math.round(seconds);
  if (total < 60) return `${total} s`;
  if (total < 3600) return `${Math.floor(total / 60)} min ${total % 60} s`;
  return `${Math.floor(total / 3600)} h ${Math.floor((total % 3600) / 60)} min`;
}

/** How the command was started, so that what we print can be copied: it is on nobody's path until it is installed. */
export function invocation(): string {
  const { npm_lifecycle_event: script } = process.env;
  if (script === "cairn" || script === "start") return "npm run -s cairn --";
  return script === "npx" ? "npx @cairn-ml/cli" : "cairn";
}

/** A word as a shell reads it. */
export function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
