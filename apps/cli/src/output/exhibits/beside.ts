const gap = "   ";

/** Lines of characters, all of one width. */
export interface Drawn {
  readonly width: number;
  readonly rows: readonly string[];
}

/** Drawings in lines, as many beside each other as there is room for, with an empty line between. */
export function beside(pictures: readonly Drawn[], columns: number): string[] {
  const lines: Drawn[][] = [];
  let used = columns;
  for (const picture of pictures) {
    if (used + gap.length + picture.width > columns) {
      lines.push([]);
      used = -gap.length;
    }
    lines.at(-1)!.push(picture);
    used += gap.length + picture.width;
  }
  return lines.flatMap((line, i) => [...(i > 0 ? [""] : []), ...joined(line)]);
}

function joined(pictures: readonly Drawn[]): string[] {
  const height = Math.max(...pictures.map(({ rows }) => rows.length));
  return Array.from({ length: height }, (_, i) =>
    pictures
      .map(({ rows, width }) => rows[i] ?? " ".repeat(width))
      .join(gap)
      .trimEnd(),
  );
}
