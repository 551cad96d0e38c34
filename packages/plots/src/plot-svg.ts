import type { Plot, Series } from "@cairn-ml/lessons";
import * as Plots from "@observablehq/plot";
import { placeLabels, sides } from "./labels-svg.js";
import { inside, type Point } from "./point.js";
import { type Scale, scaleOf } from "./scale.js";
import { thin } from "./thin.js";

/** A drawing, and the size that it has. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Where a plot is drawn. */
export interface Paper {
  /** A page's own, or a library's where there is no page. */
  readonly document: Document;
  /** What texts, axes and lines among points are drawn with; any colour of CSS. */
  readonly ink?: string;
  /** The lines of the grid. */
  readonly grid?: string;
}

/**
 * Draws a plot without its title, legend and note. Series differ in shape as well as in colour: it may be printed in black.
 *
 * Units: pixels
 */
export function plotSvg({ x, y, series }: Plot, { width, ...paper }: Paper & { readonly width: number }): Drawing {
  const { ink = darkGrey, grid = "#ddd" } = paper;
  const finite = series.flatMap(({ points }) => points.filter((point) => point.every(Number.isFinite)));
  const [xScale, yScale] = [
    scaleOf(
      x,
      finite.map((point) => point[0]),
      9,
    ),
    scaleOf(
      y,
      finite.map((point) => point[1]),
      7,
      true,
    ),
  ];
  const height = series.some(({ labels }) => labels) ? 440 : 320;
  const shapes = shapesOf(series, ink);
  const margins = {
    marginLeft: 20 + 8 * Math.max(3, ...yScale.ticks.map(({ label }) => label.length)),
    marginRight: Math.max(24, 4 * (xScale.ticks.at(-1)?.label.length ?? 0) + 4), // half of it may stand over
    marginBottom: 44,
    marginTop: 28,
  };
  const clip = Boolean(x.range ?? y.range); // else nothing is outside, and no mark at the edge is cut in two
  return draw(paper, width, height, {
    ...margins,
    x: { ...axis(xScale, x.log), label: x.label },
    y: { ...axis(yScale, y.log), label: y.label },
    marks: [
      Plots.gridX(valuesOf(xScale), { stroke: grid, strokeOpacity: 1 }),
      Plots.gridY(valuesOf(yScale), { stroke: grid, strokeOpacity: 1 }),
      Plots.ruleX([xScale.domain[0]], { stroke: ink }),
      Plots.ruleY([yScale.domain[0]], { stroke: ink }),
      // Points first, so that they hide no line.
      ...series.flatMap(({ mark, points }, i) =>
        mark === "points" ? [pointsMark(points.filter(shown(xScale, yScale)), shapes[i]!, clip)] : [],
      ),
      ...series.flatMap(({ mark, points }, i) =>
        mark === "line" ? lineMarks(points, shown(xScale, yScale), shapes[i]!, clip) : [],
      ),
      ...labelMarks(series, ([x, y]) => [xScale.place(x), yScale.place(y)], { ...margins, width, height }),
    ],
  });
}

/** The line or the point that stands before a series' name in the legend. */
export function sampleSvg(series: readonly Series[], i: number, paper: Paper): Drawing {
  const shape = shapesOf(series, paper.ink)[i]!;
  const across: [number, number][] = [
    [0, 0],
    [1, 0],
  ];
  const marks = series[i]!.mark === "line" ? [Plots.line(across, lineOptions(shape))] : [pointsMark([[0.5, 0]], shape)];
  return draw(paper, 30, 14, {
    margin: 2,
    x: { axis: null, domain: [0, 1] },
    y: { axis: null, domain: [-1, 1] },
    marks,
  });
}

interface Shape {
  readonly color: string;
  readonly symbol: string;
  readonly dashes: string;
}

const darkGrey = "#222";

/** Colours that people with any sight tell apart. Source: Okabe and Ito 2008, Color universal design, without the yellow. */
const palette = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
const symbols = ["circle", "times", "plus", "triangle", "square", "diamond"];
const dashings = ["none", "7 4", "2 3", "9 3 2 3", "14 4", "5 2 1 2 1 2"];

/** The n-th line and the n-th points have the n-th shape; colours go on from one to the next, but lines among points have none. */
function shapesOf(series: readonly Series[], ink = darkGrey): Shape[] {
  const counts = { line: 0, points: 0 };
  const isCrowded = series.some(({ mark }) => mark === "points"); // no colour would be seen on top of other ones
  return series.map(({ mark }, i) => {
    const n = counts[mark]++;
    const color = mark === "line" && isCrowded ? ink : palette[i % palette.length]!;
    return { color, symbol: symbols[n % symbols.length]!, dashes: dashings[n % dashings.length]! };
  });
}

const pointsMark = (points: readonly Point[], { color, symbol }: Shape, clip = false) =>
  Plots.dot(points as [number, number][], {
    symbol: symbol as Plots.SymbolType,
    stroke: color,
    strokeWidth: 1.5,
    r: 3,
    clip,
  });

const lineOptions = ({ color, dashes }: Shape) => ({ stroke: color, strokeWidth: 2, strokeDasharray: dashes });

/** A line, and a dot where it has a point with nothing beside it. */
function lineMarks(points: readonly Point[], isShown: (point: Point) => boolean, shape: Shape, clip: boolean) {
  const kept = thin(points, 2000).map((point) => (isShown(point) ? point : ([Number.NaN, Number.NaN] as const)));
  const alone = kept.filter(
    (point, i) => isShown(point) && !isShown(kept[i - 1] ?? nothing) && !isShown(kept[i + 1] ?? nothing),
  );
  return [
    Plots.line(kept as [number, number][], { ...lineOptions(shape), clip }),
    Plots.dot(alone as [number, number][], { fill: shape.color, r: 3.5, clip }),
  ];
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly marginLeft: number;
  readonly marginRight: number;
  readonly marginTop: number;
  readonly marginBottom: number;
}

/** The labels of all points, a mark for each side of a point that one may stand on. */
function labelMarks(series: readonly Series[], place: (point: Point) => Point, frame: Frame) {
  const { marginLeft: left, marginTop: top } = frame;
  const [wide, high] = [frame.width - left - frame.marginRight, frame.height - top - frame.marginBottom];
  const pixels = (point: Point): Point => {
    const [x, y] = place(point);
    return [left + x * wide, top + (1 - y) * high];
  };
  const seen = (point: Point) => inside(place(point));
  const labelled = series.flatMap(({ points, labels = [] }) =>
    points.flatMap((point, i) => (seen(point) && labels[i] ? [{ point, text: labels[i], at: pixels(point) }] : [])),
  );
  const marked = series.flatMap(({ mark, points }) => (mark === "points" ? points.filter(seen).map(pixels) : []));
  const placed = placeLabels(labelled, marked, { x: left, y: top, width: wide, height: high });
  return sides.flatMap((side) => {
    const here = placed.filter((label) => label.side === side);
    if (here.length === 0) return [];
    return [
      Plots.text(here, { x: ({ point }) => point[0], y: ({ point }) => point[1], text: "text", fontSize: 11, ...side }),
    ];
  });
}

const nothing = [Number.NaN, Number.NaN] as const;
const shown = (x: Scale, y: Scale) => (point: Point) =>
  Number.isFinite(x.place(point[0])) && Number.isFinite(y.place(point[1]));

const valuesOf = ({ ticks }: Scale) => ticks.map(({ value }) => value);

function axis({ domain, ticks }: Scale, log = false) {
  const labels = new Map(ticks.map(({ value, label }) => [value, label]));
  const type = log ? ("log" as const) : ("linear" as const);
  return { type, domain, ticks: [...labels.keys()], tickFormat: (value: number) => labels.get(value) ?? "" };
}

function draw({ document, ink = darkGrey }: Paper, width: number, height: number, options: Plots.PlotOptions): Drawing {
  const figure = Plots.plot({ ...options, document, width, height, style: { fontSize: "12px", color: ink } });
  figure.querySelector("style")?.remove(); // for pages; and it would be there once for each plot
  figure.removeAttribute("font-family"); // that of the page around it
  return { svg: figure.outerHTML, width, height };
}
