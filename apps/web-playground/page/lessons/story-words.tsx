import type { JSX } from "preact";
import { Scroll } from "../app/scroll.js";
import { Slider } from "../parts/slider.js";
import { useAnswer } from "../parts/use-answer.js";
import type { PlayProps } from "./lesson-play.js";

interface StoryWordsProps extends PlayProps {
  readonly steps: number;
  readonly seed: number;
}

const rows = 8;

/** Words of a story, guessed from those around them: which vectors come together. */
export function StoryWords({ steps, seed, values, change }: StoryWordsProps): JSX.Element {
  const answer = useAnswer("names", "words", { steps, seed });
  const word = answer?.words.includes(values.word ?? "") ? values.word! : "";
  const pairs = answer?.pairs.filter(({ a, b }) => !word || a === word || b === word).slice(0, rows) ?? [];
  return (
    <section class="story-words" aria-label="words from their neighbours">
      <h2>Words from their neighbours: which come together?</h2>
      <Slider
        label="steps on the story"
        value={steps}
        min={1}
        max={400}
        integer
        onValue={(steps) => change({ wordSteps: String(steps) })}
      />
      <p>
        <label>
          closest to{" "}
          <select value={word} onChange={({ currentTarget }) => change({ word: currentTarget.value })}>
            <option value="">any word</option>
            {[...(answer?.words ?? [])].sort().map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>{" "}
        <span class="note">{answer && `loss ${answer.loss.toPrecision(3)}`}</span>
      </p>
      <Scroll label="pairs of words">
        <table>
          <thead>
            <tr>
              <th scope="col">pair</th>
              <th scope="col" class="number">
                cosine
              </th>
              <th scope="col" class="number">
                before the first step
              </th>
            </tr>
          </thead>
          <tbody>
            {pairs.map(({ a, b, cosine, before }) => (
              <tr key={`${a} ${b}`}>
                <td>
                  {a}, {b}
                </td>
                <td class="number">{signed(cosine)}</td>
                <td class="number">{signed(before)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

const signed = (value: number) => value.toFixed(3).replace("-", "−");
