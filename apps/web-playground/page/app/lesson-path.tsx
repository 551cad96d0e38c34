import { findLesson, type Lesson } from "@cairn-ml/lessons";
import type { JSX } from "preact";
import { hashOf } from "./address.js";

const hash = ({ number }: Lesson) => hashOf({ lesson: number, values: {} });

/** Where the reader is among the lessons, and the ways to those beside. */
export function LessonSteps({ lesson }: { readonly lesson: Lesson }): JSX.Element {
  const [before, after] = [findLesson(lesson.number - 1), findLesson(lesson.number + 1)];
  return (
    <nav class="steps" aria-label="lessons">
      {before && (
        <a href={hash(before)}>
          <span aria-hidden="true">‹</span>
          <span class="unseen">the lesson before: {before.title}</span>
        </a>
      )}
      <span>Lesson {lesson.number} of 11</span>
      {after && (
        <a href={hash(after)}>
          <span aria-hidden="true">›</span>
          <span class="unseen">the next lesson: {after.title}</span>
        </a>
      )}
    </nav>
  );
}

/** The way on, at the end of a lesson. */
export function Onward({ lesson }: { readonly lesson: Lesson }): JSX.Element {
  const after = findLesson(lesson.number + 1);
  return (
    <p class="onward">
      <a class="button" href={after ? hash(after) : "#/"}>
        {after ? `Next: ${after.number}. ${after.title}` : "That was the last lesson: back to the path"}
      </a>
    </p>
  );
}
