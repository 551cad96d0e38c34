import { attention } from "./attention/lesson.js";
import { backpropagation } from "./backpropagation/lesson.js";
import { bentLines } from "./bent-lines/lesson.js";
import { counting } from "./counting/lesson.js";
import { digits } from "./digits/lesson.js";
import { gpt2Lesson } from "./gpt2/lesson.js";
import type { Lesson } from "./lesson.js";
import { names } from "./names/lesson.js";
import { oneWeight } from "./one-weight/lesson.js";
import { severalWeights } from "./several-weights/lesson.js";
import { vectors } from "./vectors/lesson.js";
import { yesOrNo } from "./yes-or-no/lesson.js";

/** The lessons in their order. */
export const lessons: readonly Lesson[] = [
  counting,
  oneWeight,
  severalWeights,
  yesOrNo,
  bentLines,
  backpropagation,
  digits,
  vectors,
  names,
  attention,
  gpt2Lesson,
];

/** The lesson of a number or a name; undefined when there is none. */
export function findLesson(which: string | number): Lesson | undefined {
  return lessons.find(({ number, name }) => String(number) === String(which) || name === which);
}
