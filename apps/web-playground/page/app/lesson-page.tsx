import { type Lesson, lessons, type Suggestion, type TextFile } from "@cairn-ml/lessons";
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { LessonResult } from "../engine/messages.js";
import { ExhibitView } from "../exhibits/exhibit-view.js";
import { lessonPlays, optionsOfPlay } from "../lessons/lesson-play.js";
import { hashOf } from "./address.js";
import { Controls } from "./controls.js";
import { Figures } from "./figures.js";
import { Onward } from "./lesson-path.js";
import { placeOfCommand, withoutProblems } from "./option-values.js";
import { OwnFile } from "./own-file.js";
import { useSettled } from "./settling.js";
import { toThePlay } from "./to-the-play.js";
import { type LessonState, useLesson } from "./use-lesson.js";
import { useOneByOne } from "./use-one-by-one.js";
import { useReady } from "./use-ready.js";
import { useVisit } from "./use-visit.js";

interface LessonPageProps {
  readonly lesson: Lesson;
  readonly values: Readonly<Record<string, string>>;
  change(values: Readonly<Record<string, string>>): void;
}

/** A lesson: what it is about, what can be changed, and what comes of it. */
export function LessonPage({ lesson, values, change }: LessonPageProps): JSX.Element {
  const [own, setOwn] = useState<TextFile>();
  const settled = useSettled(lesson);
  const { state, run, stop, renew } = useLesson(lesson, values, own, settled);
  const ready = settled && (state.engine !== undefined || state.error !== undefined);
  useReady(ready, `${lesson.number}. ${lesson.title} · Cairn`);
  useVisit(lesson.number, values);
  const Play = lessonPlays[lesson.name];
  const { result, step, error, engine } = state;
  const shown = useMemo(() => result && <Result result={result} />, [result]); // not drawn anew while a slider moves
  return (
    <main id="content" tabIndex={-1} class={settled ? "lesson" : "lesson settling"}>
      <h1>
        {lesson.number}. {lesson.title}
      </h1>
      <p class="idea">{lesson.idea}</p>
      {Play && (
        <section class="play" aria-label="play">
          {state.lost && (
            <div role="alert">
              <pre class="error">{state.lost} What the play had learned is gone.</pre>
              <button type="button" onClick={renew}>
                Begin the play anew
              </button>
            </div>
          )}
          <Play key={state.renewed} values={withoutProblems(lesson, values)} change={change} own={own} />
        </section>
      )}
      <Controls
        lesson={lesson}
        ofPlay={optionsOfPlay[lesson.name] ?? []}
        values={values}
        onChange={(name, text) => change({ [name]: text })}
      />
      <OwnFile lesson={lesson} own={own} onFile={setOwn} />
      <p class="actions">
        {state.running ? (
          <button type="button" onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="button" onClick={() => run()}>
            Run the lesson
          </button>
        )}
        <a
          class="button"
          href={hashOf({ lesson: lesson.number, values: {} })}
          onClick={() => {
            setOwn(undefined);
            dispatchEvent(new Event("hashchange")); // what was changed a moment ago is not in the address yet
          }}
        >
          Reset
        </a>
        {engine && <span class="note">{threadsInWords(engine.threads)}</span>}
      </p>
      <div class="progress">
        {step && state.running && (
          <p>
            <progress max={step.total} value={step.done} aria-label={step.label} /> {step.label}: {step.done} of{" "}
            {step.total}
            {step.loss !== undefined && `, loss ${step.loss.toPrecision(4)}`}
          </p>
        )}
        {error && (
          <pre class="error" role="alert">
            {error}
          </pre>
        )}
      </div>
      <p class="unseen" role="status">
        {runInWords(state)}
      </p>
      {shown}
      <Onward lesson={lesson} />
    </main>
  );
}

/** Said when it changes: not with each step. */
function runInWords({ running, step, result, error }: LessonState): string {
  if (error) return "";
  if (running) return step ? `${step.label} …` : "";
  return result ? "The lesson has run: its figures are below." : "";
}

function threadsInWords(threads: number): string {
  if (threads > 1) return `${threads} threads`;
  return crossOriginIsolated ? "one thread" : "one thread: this page came without the headers that more of them need";
}

function Result({ result }: { readonly result: LessonResult }): JSX.Element {
  const { exhibits, suggestions } = result;
  const drawn = useOneByOne(exhibits.length);
  return (
    <>
      {exhibits.slice(0, drawn).map((exhibit, i) => (
        <ExhibitView key={i} exhibit={exhibit} />
      ))}
      {drawn === exhibits.length && (
        <>
          <Figures result={result} />
          <Cards suggestions={suggestions} />
          <script type="application/json" id="results">
            {JSON.stringify(result.results)}
          </script>
        </>
      )}
    </>
  );
}

/** On the command line a command follows. */
const withoutEnd = (sentence: string) => sentence.replace(/[.:]$/, "");

/** "Try this": what the lesson suggests, as far as a page can do it. */
function Cards({ suggestions }: { readonly suggestions: readonly Suggestion[] }): JSX.Element {
  const cards = suggestions.flatMap(({ what, command }) => {
    const place = placeOfCommand(command, lessons);
    return place ? [{ what, href: hashOf(place) }] : [];
  });
  return (
    <section>
      <h2>Try this</h2>
      <ul class="cards">
        {cards.map(({ what, href }) => (
          <li key={href}>
            <a href={href} onClick={toThePlay}>
              {withoutEnd(what)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
