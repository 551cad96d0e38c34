import type { Shape, Tensor } from "@cairn-ml/tensor";
import type { InputMaker } from "./op-inputs.test-data.js";
import * as terms from "./op-terms.test-data.js";

export interface OpSample {
  readonly title: string;
  readonly inputs: (make: InputMaker) => readonly (Tensor | null)[];
  readonly args: readonly unknown[];
}

export interface OpEntry {
  /** "some": checked by differences. "zero": 0 everywhere. "none": a gradient is refused. "constant": its result is a mask or an index. */
  readonly gradient: "some" | "zero" | "none" | "constant";
  readonly terms: terms.TermsOf;
  readonly samples: readonly OpSample[];
}

export type Make = (make: InputMaker, shape: Shape) => Tensor;

export function sample(title: string, inputs: OpSample["inputs"], ...args: unknown[]): OpSample {
  return { title, inputs, args };
}

export const real: Make = (m, shape) => m.real(shape);
export const positive: Make = (m, shape) => m.positive(shape);
export const apart: Make = (m, shape) => m.apart(shape);
export const distinct: Make = (m, shape) => m.distinct(shape);

/** One input of many shapes and layouts. */
export function layouts(make: Make, ...args: unknown[]): OpSample[] {
  return [
    sample("(5,)", (m) => [make(m, [5])], ...args),
    sample("(2, 3, 4)", (m) => [make(m, [2, 3, 4])], ...args),
    sample("(1, 17)", (m) => [make(m, [1, 17])], ...args),
    sample("transposed", (m) => [make(m, [4, 3]).mT], ...args),
    sample(
      "sliced",
      (m) => [
        make(m, [6, 5]).slice([
          [1, 6, 2],
          [1, 4],
        ]),
      ],
      ...args,
    ),
    sample("expanded", (m) => [make(m, [3, 1]).expand([2, 3, 2])], ...args),
  ];
}

export function unary(
  make: Make,
  termsOf: terms.TermsOf = terms.elementwise(),
  gradient: OpEntry["gradient"] = "some",
): OpEntry {
  const extra = [sample("scalar", (m) => [make(m, [])]), sample("empty", (m) => [make(m, [2, 0])])];
  return { gradient, terms: termsOf, samples: [...layouts(make), ...extra] };
}

const pairs: readonly (readonly [Shape, Shape])[] = [
  [[5], [5]],
  [[2, 3], [3]],
  [[3], [2, 3]],
  [
    [4, 1, 3],
    [2, 1],
  ],
  [[], [2, 2]],
  [[1], [1, 1, 1]],
  [
    [0, 3],
    [1, 3],
  ],
  [
    [2, 1, 3],
    [3, 1],
  ],
];

export function binary(left: Make, right: Make, gradient: OpEntry["gradient"] = "some", number = 1.5): OpEntry {
  const shapes = pairs.map(([a, b]) => sample(`(${a}) and (${b})`, (m) => [left(m, a), right(m, b)]));
  return {
    gradient,
    terms: terms.elementwise(),
    samples: [
      ...shapes,
      sample("a number", (m) => [left(m, [2, 3])], number),
      sample("views", (m) => [left(m, [4, 3]).mT, right(m, [3, 8]).slice([null, [1, 8, 2]])]),
      sample("a view of three axes", (m) => [left(m, [2, 3, 4]).transpose([1, 0, 2]), right(m, [2, 1])]),
      sample("expanded", (m) => [left(m, [3, 1]).expand([3, 4]), right(m, [1, 4]).expand([3, 4])]),
    ],
  };
}

export function comparison(): OpEntry {
  const few: Make = (m, shape) => m.few(shape);
  return binary(few, few, "constant", 1);
}

export function reduction(make: Make, termsOf: terms.TermsOf, extra: OpSample[] = []): OpEntry {
  const axes: unknown[] = [null, 0, 1, -1, [0, 2], [1, 2], [0, 1, 2]];
  return {
    gradient: "some",
    terms: termsOf,
    samples: [
      ...axes.map((axis) => sample(`axis ${axis}`, (m) => [make(m, [2, 3, 4])], axis)),
      sample("keepdims", (m) => [make(m, [2, 3, 4])], [0, 2], { keepdims: true }),
      sample("a scalar", (m) => [make(m, [])]),
      sample("transposed", (m) => [make(m, [4, 3]).mT], 0),
      sample("expanded", (m) => [make(m, [3, 1]).expand([3, 4])], 0),
      sample("no lanes", (m) => [make(m, [0, 3])], 1),
      ...extra,
    ],
  };
}

export function alongAxis(make: Make, termsOf: terms.TermsOf, gradient: OpEntry["gradient"] = "some"): OpEntry {
  return {
    gradient,
    terms: termsOf,
    samples: [
      ...[0, 1, 2, -1].map((axis) => sample(`axis ${axis}`, (m) => [make(m, [2, 3, 4])], axis)),
      sample("one", (m) => [make(m, [1])], 0),
      sample("transposed", (m) => [make(m, [4, 3]).mT], 1),
      sample("sliced", (m) => [make(m, [3, 9]).slice([null, [1, 9, 2]])], -1),
      sample("no lanes", (m) => [make(m, [0, 3])], 1),
    ],
  };
}
