import { lessons } from "@cairn-ml/lessons";
import type { JSX } from "preact";
import "../styles/home.css";
import { additions } from "./additions.js";
import { hashOf } from "./address.js";
import { useHeadStart } from "./use-head-start.js";
import { useReady } from "./use-ready.js";
import { visits } from "./visited.js";

/** The lessons as one path. */
export function Home(): JSX.Element {
  useReady(true, "Cairn: machine learning, a stone at a time");
  useHeadStart();
  const { last, seen } = visits();
  const here = lessons.find(({ number }) => number === last?.lesson);
  return (
    <main id="content" tabIndex={-1} class="home">
      <h1>From counting letters to GPT-2</h1>
      <p class="lead">
        Eleven lessons, each a place to play: change a number and see what moves, train for real, break things.
        Everything is computed here, in your browser; nothing leaves this page.
      </p>
      <p>
        <a class="button begin" href={here && last ? hashOf(last) : "#/lesson/1"}>
          {here ? `Go on with lesson ${here.number}, as you left it` : "Begin with lesson 1"}
        </a>
      </p>
      <ol class="path">
        {lessons.map(({ number, name, title }) => (
          <li
            key={number}
            value={number}
            class={number === here?.number ? "here" : seen.includes(number) ? "been" : undefined}
          >
            <a href={`#/lesson/${number}`}>
              <span class="stone" aria-hidden="true">
                {number}
              </span>
              <span class="what">
                <strong>{title}</strong>
                {number === here?.number && <span class="seen"> you were here</span>}
                {number !== here?.number && seen.includes(number) && <span class="seen"> opened</span>}
                <span class="adds">{additions[name]}</span>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </main>
  );
}
