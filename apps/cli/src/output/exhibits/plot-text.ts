import type { Plot, Series } from "@cairn-ml/lessons";
import { inside, type Point, type Scale, scaleOf } from "@cairn-ml/plots";
import type { Colors } from "../colors.js";
import { Canvas, clip } from "./canvas.js";
import { drawLabels, drawLetters, hasLetters } from "./labels-text.js";
import { type Style, stylesOf } from "./styles.js";

/** Draws a plot in characters. It reads without colours: each series has a mark of its own. */
export function plotText(plot: Omit<Plot, "kind" | "title">, columns: number, colors: Colors): string {
  const points = plot.series.flatMap((series) => series.points.filter(isFinitePoint));
  if (points.length === 0) return "(nothing to draw: no points)";
  const y = scaleOf(
    plot.y,
    points.map((point) => point[1]),
    7,
    true,
  );
  const margin = Math.max(...y.ticks.map(({ label }) => label.length));
  const width = Math.min(columns - margin - 2, 84);
  const x = scaleOf(
    plot.x,
    points.map(([value]) => value),
    Math.max(3, Math.floor(width / 12)),
  );
  const canvas = new Canvas(width, rowsFor(y, plot.series.some(({ labels }) => labels) ? 20 : 13));
  const styles = stylesOf(plot.series, colors);
  draw(canvas, plot.series, styles, (point) => [x.place(point[0]), y.place(point[1])]);
  const rows = withTicks(
    canvas.lines((text, owner) => styles[owner]!.paint(text)),
    y,
    margin,
  );
  const indent = " ".repeat(margin + 1);
  return [
    indent + plot.y.label,
    ...rows,
    ...axis(x, width).map((line) => (" ".repeat(margin) + line).trimEnd()),
    indent + " ".repeat(Math.max(0, Math.floor((width - plot.x.label.length) / 2))) + plot.x.label,
    ...(isPlain(plot) ? [] : legend(styles, columns - margin - 1).map((line) => indent + line)),
  ].join("\n");
}

/** Rows of characters such that the ticks lie on them, or as near as can be: three more or fewer than are best. */
function rowsFor({ ticks, place }: Scale, best: number): number {
  const off = (rows: number) => {
    const worst = Math.max(
      ...ticks.map(({ value }) => Math.abs(place(value) * (rows - 1) - Math.round(place(value) * (rows - 1)))),
    );
    return Math.round(100 * worst) + Math.abs(rows - best) / 100;
  };
  return [-3, -2, -1, 0, 1, 2, 3].map((more) => best + more).reduce((a, b) => (off(b) < off(a) ? b : a));
}

/** Draws the points first: some of them may be hidden by a line, a line may not. */
function draw(
  canvas: Canvas,
  series: readonly Series[],
  styles: readonly Style[],
  place: (point: Point) => Point,
): void {
  const placed = series.map(({ points }) => points.map(place));
  for (const [i, each] of series.entries()) {
    if (each.mark === "points" && !hasLetters(each)) drawPoints(canvas, placed[i]!, styles[i]!.mark, i);
  }
  for (const [i, each] of series.entries()) {
    if (hasLetters(each)) drawLetters(canvas, placed[i]!, each.labels!, i);
  }
  const paths = series.map(({ mark }, i) => (mark === "line" ? drawLine(canvas, placed[i]!, styles[i]!.mark, i) : []));
  const named = styles.flatMap(({ isNamed }, i) => (isNamed ? [i] : []));
  for (const [n, i] of named.entries()) nameLine(canvas, paths[i]!, styles[i]!.mark, i, n / named.length);
  for (const [i, each] of series.entries()) {
    if (each.labels && !hasLetters(each)) drawLabels(canvas, placed[i]!, each.labels, i);
  }
}

function drawPoints(canvas: Canvas, points: readonly Point[], mark: string, owner: number): void {
  for (const point of points) if (inside(point)) canvas.mark(canvas.cell(...point), mark, owner);
}

/** A value that cannot be shown interrupts the line. Returns the cells that it goes through, each once, in their order. */
function drawLine(canvas: Canvas, points: readonly Point[], mark: string, owner: number): number[] {
  const cells = new Set<number>();
  for (const [i, point] of points.entries()) {
    const next = points[i + 1];
    if (isFinitePoint(point) && isFinitePoint(next)) {
      const part = clip(point, next);
      if (part) for (const cell of canvas.line(...part, owner)) cells.add(cell);
    } else if (!isFinitePoint(points[i - 1])) drawPoints(canvas, [point], mark, owner); // one dot would hardly be seen
  }
  return [...cells];
}

/** Writes a line's letter into it at a few places: between those of the other lines, where it is steep as well. */
function nameLine(canvas: Canvas, cells: readonly number[], mark: string, owner: number, phase: number): void {
  const every = Math.max(16, Math.ceil(cells.length / 6));
  for (let place = (0.2 + 0.8 * phase) * Math.min(every, cells.length); place < cells.length; place += every) {
    canvas.mark(cells[Math.floor(place)]!, mark, owner);
  }
}

function isFinitePoint(point: Point | undefined): point is Point {
  return point !== undefined && Number.isFinite(point[0]) && Number.isFinite(point[1]);
}

function withTicks(rows: readonly string[], y: Scale, margin: number): string[] {
  const labels = new Map(
    y.ticks.map(({ value, label }) => [Math.round((1 - y.place(value)) * (rows.length - 1)), label]),
  );
  return rows.map((row, i) => `${(labels.get(i) ?? "").padStart(margin)}${labels.has(i) ? "┤" : "│"}${row}`);
}

/** The line below the plot and the numbers below that, as many as have room. */
function axis(x: Scale, width: number): string[] {
  const line = new Array<string>(width).fill("─");
  let numbers = " "; // below the corner
  for (const { value, label } of x.ticks) {
    const column = Math.round(x.place(value) * (width - 1));
    const start = Math.min(Math.max(1, column + 1 - Math.floor(label.length / 2)), width + 1 - label.length);
    line[column] = "┬";
    if (start >= numbers.length + (numbers === " " ? 0 : 1)) numbers = numbers.padEnd(start) + label;
  }
  return [`└${line.join("")}`, numbers];
}

/** One line that the axis names already. */
export function isPlain({ series, y }: Pick<Plot, "series" | "y">): boolean {
  return series.length === 1 && series[0]!.mark === "line" && series[0]!.name === y.label;
}

/** What each mark stands for, in lines of at most this width. */
function legend(styles: readonly Style[], width: number): string[] {
  const lines: Style[][] = [[]];
  let used = 0;
  for (const style of styles) {
    const length = style.sample.length + style.name.length + 4;
    if (used > 0 && used + length > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)!.push(style);
    used += length;
  }
  return lines.map((line) => line.map(({ paint, sample, name }) => `${paint(sample)} ${name}`).join("   "));
}
