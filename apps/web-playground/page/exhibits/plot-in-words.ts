import type { Plot, Series } from "@cairn-ml/lessons";

type Point = readonly [x: number, y: number];

/** What is to be seen in a plot: where each line begins and ends, its highest and lowest places, and where points lie. */
export function plotInWords({ title, x, y, series }: Plot): string {
  const parts = series.map((each) => `${each.name}: ${seriesInWords(each)}.`);
  return `${title}. ${y.label} over ${x.label}. ${parts.join(" ")}`;
}

function seriesInWords({ mark, points, labels }: Series): string {
  const finite = points.filter((point): point is Point => point.every(Number.isFinite));
  const [first, last] = [finite[0], finite.at(-1)];
  if (!first || !last) return "nothing";
  if (labels && labels.length <= mostNamed) {
    return points.map((point, i) => `${labels[i]} at ${told(point)}`).join(", ");
  }
  const xs = rangeOf(finite.map(([x]) => x));
  const ys = rangeOf(finite.map(([, y]) => y));
  if (mark === "points")
    return `${finite.length} points, from ${shown(xs[0])} to ${shown(xs[1])} and from ${shown(ys[0])} to ${shown(ys[1])} high`;
  const turns = [
    ys[0] < Math.min(first[1], last[1]) ? `lowest at ${told(finite.find(([, y]) => y === ys[0])!)}` : "",
    ys[1] > Math.max(first[1], last[1]) ? `highest at ${told(finite.find(([, y]) => y === ys[1])!)}` : "",
  ].filter((turn) => turn !== "");
  const way = last[1] > first[1] ? "rises" : last[1] < first[1] ? "falls" : "goes";
  return [`${way} from ${told(first)} to ${told(last)}`, ...turns].join(", ");
}

const mostNamed = 40;

function rangeOf(values: readonly number[]): [low: number, high: number] {
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)] as [number, number], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number]);
}

const shown = (value: number) => String(Number(value.toPrecision(3))).replace("-", "−");
const told = (point: Point) => point.map(shown).join(", ");
