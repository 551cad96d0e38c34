import type { Axis } from "@cairn-ml/lessons";

/** Where values lie between the two ends of an axis, and the round numbers that are written along it. */
export interface Scale {
  /** 0 at the low end, 1 at the high one; NaN for what cannot be shown. */
  place(value: number): number;
  readonly ticks: readonly Tick[];
  readonly domain: readonly [low: number, high: number];
}

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** Lays out an axis for these values. With `round`, an axis without a given range begins and ends at a tick. */
export function scaleOf(axis: Axis, values: readonly number[], most: number, round = false): Scale {
  const ends = axis.range ?? extent(axis.log ? values.filter((value) => value > 0) : values);
  const [low, high] = apart([Math.min(...ends), Math.max(...ends)], axis.log);
  const open = round && !axis.range;
  return axis.log ? logScale(low, high, most, open) : linearScale(low, high, most, open);
}

function linearScale(low: number, high: number, most: number, open: boolean): Scale {
  const unit = unitFor(low, high, most, open);
  if (open) [low, high] = outside(low, high, unit).map((count) => count * unit) as [number, number];
  return {
    place: (value) => (Math.abs(value) < beyond ? (value - low) / (high - low) : Number.NaN),
    domain: [low, high],
    ticks: multiples(low, high, unit).map((value) => ({ value, label: labelOf(value, powerOf(unit)) })),
  };
}

function logScale(low: number, high: number, most: number, open: boolean): Scale {
  if (!(low > 1e-100)) low = high > 1e-100 ? high / 1000 : 0.1; // a given range may begin at 0
  if (!(high > low)) high = 10 * low;
  let [first, last] = [Math.log10(low), Math.log10(high)];
  const around = open ? outside : inside;
  let every = 1; // a tick each so many powers of ten
  while (around(first, last, every)[1] - around(first, last, every)[0] >= most) every++;
  if (open) [first, last] = outside(first, last, every).map((count) => count * every) as [number, number];
  return {
    place: (value) => (value > 0 && value < beyond ? (Math.log10(value) - first) / (last - first) : Number.NaN),
    domain: [10 ** first, 10 ** last],
    ticks: logTicks(first, last, every, most),
  };
}

/** Powers of ten; where there are few of them their doubles and fives too; and within one power round numbers. */
function logTicks(first: number, last: number, every: number, most: number): readonly Tick[] {
  const [low, high] = inside(first, last, every);
  const powers = Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => (low + i) * every);
  const tick = (value: number) => ({ value, label: labelOf(value, powerOf(value)) });
  if (powers.length > 2) return powers.map((power) => tick(Number(`1e${power}`)));
  const within = (value: number) => Math.log10(value) >= first - slack && Math.log10(value) <= last + slack;
  const decades = Array.from({ length: Math.ceil(last) - Math.floor(first) + 1 }, (_, i) => Math.floor(first) + i);
  const finer = decades.flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`))).filter(within);
  return finer.length > 2 ? finer.map(tick) : linearScale(10 ** first, 10 ** last, most, false).ticks;
}

const slack = 1e-9; // 0.3 / 0.1 is a little less than 3

/** The smallest of 1, 2, 5, 10, 20, … of which few enough multiples are needed: within low and high, or round both. */
function unitFor(low: number, high: number, most: number, round = false): number {
  const span = Math.max(1e-100, high - low || Math.abs(high)); // what is smaller underflows
  for (let power = Math.floor(Math.log10(span / most)); power <= 300; power++) {
    for (const digit of [1, 2, 5]) {
      const unit = Number(`${digit}e${power}`);
      const [first, last] = round ? outside(low, high, unit) : inside(low, high, unit);
      if (last - first < most) return unit;
    }
  }
  return span;
}

const inside = (low: number, high: number, unit: number) =>
  [Math.ceil(low / unit - slack), Math.floor(high / unit + slack)] as const;
const outside = (low: number, high: number, unit: number) =>
  [Math.floor(low / unit + slack), Math.ceil(high / unit - slack)] as const;

function multiples(low: number, high: number, unit: number): number[] {
  const [first, last] = inside(low, high, unit);
  return first > last ? [low] : Array.from({ length: last - first + 1 }, (_, i) => (first + i) * unit);
}

const powerOf = (value: number) => Math.floor(Math.log10(value) + slack);

const beyond = 1e100;

/** The least and the greatest; what is beyond all measure would leave no room for the rest. */
function extent(values: readonly number[]): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!(Math.abs(value) < beyond)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 1];
}

/** One value alone, or values that differ by rounding only, would have no height. */
function apart([low, high]: [number, number], log = false): [number, number] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low > 1e-9 * size && size > 1e-100) return [low, high];
  if (log) return [low / 10, low * 10];
  const half = size > 1e-100 ? size / 2 : 1;
  return [low - half, high + half];
}

/** Writes a multiple of a power of ten. */
function labelOf(value: number, power: number): string {
  const [size, decimals] = [Math.abs(value), Math.max(0, -power)];
  if (size < 10 ** (power - 1)) return (0).toFixed(decimals > 4 ? 0 : decimals);
  const first = powerOf(size);
  const sign = value < 0 ? "−" : "";
  const isLong = first >= 7 || (decimals > 4 && first < -2);
  if (isLong) return sign + size.toExponential(Math.max(0, first - power)).replace("e+", "e");
  const [whole, fraction] = size.toFixed(decimals).split(".");
  return `${sign}${whole!.replace(/\B(?=(\d{3})+$)/g, ",")}${fraction ? `.${fraction}` : ""}`;
}
