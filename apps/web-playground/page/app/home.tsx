import { lessons } from "@cairn-ml/lessons";
import type { JSX } from "preact";
import "../styles/home.css";
import { additions } from "./additions.js";
import { useHeadStart } from "./use-head-start.js";
import { useReady } from "./use-ready.js";
import { visited } from "./visited.js";

/** The lessons as one path. */
export function Home(): JSX.Element {
  useReady(true, "Cairn: machine learning, a stone at a time");
  useHeadStart();
  const seen = lessons.find(({ number }) => number === visited());
  const begin = seen ?? lessons[0]!;
  return (
    <main id="content" tabIndex={-1} class="home">
      <h1>From counting letters to GPT-2</h1>
      <p class="lead">
        Eleven lessons, each a place to play: change a number and see what moves, train for real, break things.
        Everything is computed here, in your browser; nothing leaves this page.
      </p>
      <p>
        <a class="button begin" href={`#/lesson/${begin.number}`}>
          {seen ? `Go on with lesson ${begin.number}` : "Begin with lesson 1"}
        </a>
      </p>
      <ol class="path">
        {lessons.map(({ number, name, title }) => (
          <li key={number} value={number} class={number === seen?.number ? "here" : undefined}>
            <a href={`#/lesson/${number}`}>
              <span class="stone" aria-hidden="true">
                {number}
              </span>
              <span class="what">
                <strong>{title}</strong>
                {number === seen?.number && <span class="seen"> you were here</span>}
                <span class="adds">{additions[name]}</span>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </main>
  );
}
