import { findLesson } from "@cairn-ml/lessons";
import type { JSX } from "preact";
import { Home } from "./home.js";
import { LessonPage } from "./lesson-page.js";
import { LessonSteps } from "./lesson-path.js";
import { useArrival } from "./use-arrival.js";
import { usePlace } from "./use-place.js";

/** The page: the home page or a lesson, as the address says. */
export function App(): JSX.Element {
  const [place, change] = usePlace();
  const lesson = place.lesson === null ? undefined : findLesson(place.lesson);
  useArrival(lesson);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("content")?.focus()}>
        Skip to the content
      </button>
      <header>
        <a class="brand" href="#/">
          Cairn
        </a>
        {lesson && <LessonSteps lesson={lesson} />}
      </header>
      {lesson ? <LessonPage key={lesson.number} lesson={lesson} values={place.values} change={change} /> : <Home />}
    </>
  );
}
