import { lessons } from "@cairn-ml/lessons";
import type { JSX } from "preact";
import { useReady } from "./use-ready.js";
import { visited } from "./visited.js";

/** The lessons as one path. */
export function Home(): JSX.Element {
  useReady(true, "Cairn: machine learning, a stone at a time");
  const seen = visited();
  return (
    <main>
      <h1>From counting letters to GPT-2</h1>
      <p>
        Eleven lessons, each a place to play: change a number and see what moves. Everything is computed here, in your
        browser; nothing leaves this page.
      </p>
      <ol class="path">
        {lessons.map(({ number, title, idea }) => (
          <li key={number} value={number}>
            <a href={`#/lesson/${number}`}>{title}</a>
            {number === seen && <span class="seen"> you were here</span>}
            <p>{firstSentence(idea)}</p>
          </li>
        ))}
      </ol>
    </main>
  );
}

const firstSentence = (text: string) => /^.*?[.:?](?=\s|$)/.exec(text)?.[0] ?? text;
