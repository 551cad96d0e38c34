import type { TextPair } from "@cairn-ml/models-gpt";
import type { Rng } from "@cairn-ml/tensor";

const months = "january february march april may june july august september october november december".split(" ");
const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const firstYear = 1900;
const lastYear = 2099;

/** Different days of two centuries, as people say them and as computers sort them. */
export function drawDates(rng: Rng, count: number): TextPair[] {
  const drawn = new Map<string, TextPair>();
  while (drawn.size < count) {
    const year = firstYear + rng.integer(lastYear - firstYear + 1);
    const month = rng.integer(12);
    const day = 1 + rng.integer(month === 1 && !isLeap(year) ? 28 : days[month]!);
    const pair = { source: `${day} ${months[month]} ${year}`, target: `${year}-${two(month + 1)}-${two(day)}` };
    drawn.set(pair.source, pair);
  }
  return [...drawn.values()];
}

/** What the date is by rule; undefined where it is none. */
export function dateByRule(source: string): string | undefined {
  const [, day, name, year] = /^(\d{1,2}) ([a-z]+) (\d{4})$/.exec(source) ?? [];
  const month = months.indexOf(name ?? "");
  if (month < 0 || Number(day) < 1 || Number(day) > days[month]!) return undefined;
  if (month === 1 && Number(day) === 29 && !isLeap(Number(year))) return undefined;
  return `${year}-${two(month + 1)}-${two(Number(day))}`;
}

const two = (n: number) => String(n).padStart(2, "0");
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
