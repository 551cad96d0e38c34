export { atLeast, atMost, type Check, exactly, near } from "./check.js";
export type { Axis, Exhibit, Heat, HeatMatrix, Picture, Pictures, Plot, Series, Table, Text } from "./exhibit.js";
export { cellText, strengths } from "./figures.js";
export type {
  Host,
  InputKind,
  LanguageModel,
  Lesson,
  LessonInput,
  LessonOf,
  Outcome,
  Progress,
  ReaderFiles,
  Suggestion,
  TrainingMore,
} from "./lesson.js";
export { findLesson, lessons } from "./lessons.js";
export { isInRange, rangeOf } from "./number-range.js";
export type {
  ChoiceOption,
  FileOption,
  FlagOption,
  LessonOption,
  ListOption,
  NumberOption,
  OptionsOf,
  TextFile,
  TextOption,
} from "./option.js";
export { defaultOf, type LessonReport, type RunLessonOptions, runLesson } from "./run-lesson.js";
