import type { Series } from "@cairn-ml/lessons";
import type { Colors } from "../colors.js";
import { hasLetters } from "./labels-text.js";

/** How a series is told from the others, without colours as well. */
export interface Style {
  readonly name: string;
  /** A character of its own: for each point, and on a line that needs a name. */
  readonly mark: string;
  /** A line among several: its letter stands on it here and there. */
  readonly isNamed: boolean;
  /** What stands before the name in the legend. */
  readonly sample: string;
  paint(text: string): string;
}

export function stylesOf(series: readonly Series[], colors: Colors): Style[] {
  const paints = [colors.cyan, colors.yellow, colors.magenta, colors.green, colors.red, colors.blue];
  const lines = series.filter(({ mark }) => mark === "line");
  const letters = lettersOf(lines.map(({ name }) => name));
  let [points, drawn] = [0, 0];
  return series.map((each, i) => {
    const { name, mark } = each;
    const { length } = each.points;
    const isNamed = mark === "line" && lines.length > 1;
    const sign = mark === "points" ? pointMarks[points++ % pointMarks.length]! : isNamed ? letters[drawn++]! : "•";
    const sample = hasLetters(each)
      ? `${each.labels!.slice(0, 3).join("")}…`
      : mark === "points" || length === 1
        ? sign
        : isNamed
          ? `─${sign}─`
          : "───";
    return {
      name: length === 0 ? `${name} (none)` : name,
      mark: sign,
      isNamed,
      sample,
      paint: paints[i % paints.length]!,
    };
  });
}

const pointMarks = ["o", "x", "+", "*", "#", "%"] as const;

/** The first letters of the names where they differ from each other and from the marks of points, else a, b, c. */
function lettersOf(names: readonly string[]): string[] {
  const first = names.map((name) => name.trim().charAt(0).toLowerCase());
  const differ = new Set(first).size === first.length && first.every((letter) => /[a-np-wyz]/.test(letter));
  return differ ? first : names.map((_, i) => "abcdefghijklmnpqrstuvwyz".charAt(i % 24));
}
