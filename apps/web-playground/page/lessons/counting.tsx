import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Scroll } from "../app/scroll.js";
import { numberOf } from "../parts/number-of.js";
import { Slider } from "../parts/slider.js";
import { SourceCode } from "../parts/source-code.js";
import { TryCards } from "../parts/try-cards.js";
import { useAnswer } from "../parts/use-answer.js";
import { usePlaying } from "../parts/use-playing.js";
import type { PlayProps } from "./lesson-play.js";
import "../styles/counting.css";

type Counts = NonNullable<ReturnType<typeof useAnswer<"counting", "count">>>;

/** A table that fills in as one types, and new sequences that are drawn from it letter by letter. */
export function Counting({ values, change, own }: PlayProps): JSX.Element {
  const number = (name: string, otherwise: number) => numberOf(values[name], otherwise);
  const typed = values.sequences ?? "";
  const sequences = typed.trim() === "" ? null : typed.split(",").map((word) => word.trim());
  const playing = usePlaying((drawn) => change({ drawn: String(drawn) }), 8);
  const [order, drawn] = [number("order", 1), playing.at ?? number("drawn", 0)];
  const seed = number("seed", 0);
  const answer = useAnswer("counting", "count", {
    ...{ sequences, order, smoothing: number("smoothing", 0), seed, drawn },
    ...(own && { own }),
  });
  const id = useId();
  return (
    <>
      <label for={id}>
        Your own sequences, with commas between them (nothing: {own ? own.name : "the lesson's 100"})
      </label>
      <input
        id={id}
        class="typed"
        type="text"
        autocomplete="off"
        spellcheck={false}
        placeholder="ctatgt, ttagc"
        value={typed}
        onInput={({ currentTarget }) => change({ sequences: currentTarget.value, drawn: "0" })}
      />
      <Slider
        label="letters before"
        value={order}
        min={1}
        max={8}
        integer
        onValue={(order) => change({ order: String(order) })}
      />
      {answer === null && <p>There is nothing to count yet: type a letter.</p>}
      {answer && (
        <div class="side-by-side">
          <CountTable answer={answer} typed={sequences !== null} />
          <div>
            <p class="buttons">
              <button type="button" onClick={() => change({ drawn: String(drawn + 1) })}>
                Draw a letter
              </button>
              {playing.at === undefined ? (
                <button type="button" onClick={() => playing.play(drawn, drawn + 80)}>
                  Draw on
                </button>
              ) : (
                <button type="button" onClick={playing.pause}>
                  Pause
                </button>
              )}
              <button type="button" onClick={() => change({ drawn: "0", seed: String(seed + 1) })}>
                Begin anew
              </button>
            </p>
            <p class="walk">{answer.walk.join(" · ") || "…"}</p>
            <NextBars answer={answer} />
          </div>
        </div>
      )}
      <TryCards lesson={1} cards={cards} />
      <SourceCode lesson={1} files={files} />
    </>
  );
}

function CountTable({ answer, typed }: { readonly answer: Counts; readonly typed: boolean }): JSX.Element {
  const { rows, symbols, contextsSeen, last, next } = answer;
  const most = Math.max(1, ...rows.flatMap(({ counts }) => counts));
  return (
    <div>
      <Scroll label="how often each letter follows">
        <table class="heat counts">
          <caption>
            How often the letter of a column follows {rows.length < contextsSeen && "(the rows seen most)"}
          </caption>
          <thead>
            <tr>
              <th scope="col">after</th>
              {symbols.map((symbol) => (
                <th key={symbol} scope="col">
                  {symbol}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ context, counts }) => (
              <tr key={context} class={context === next?.context ? "next" : undefined}>
                <th scope="row">{context}</th>
                {counts.map((count, j) => (
                  <td
                    key={j}
                    class={typed && last?.context === context && last.symbol === symbols[j] ? "last" : undefined}
                    style={`background: color-mix(in srgb, var(--cold) ${Math.round((45 * count) / most)}%, transparent)`}
                  >
                    {count}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="note">
        A point is where a sequence begins and ends. {typed && "The frame is where your last letter was counted. "}
        {contextsSeen} {contextsSeen === 1 ? "row was" : "rows were"} seen.
      </p>
    </div>
  );
}

/** How likely each letter is to come next. */
function NextBars({ answer: { next, symbols } }: { readonly answer: Counts }): JSX.Element {
  if (!next) return <p>What came was never seen before: nothing can follow. The next letter begins a new sequence.</p>;
  return (
    <>
      <p>
        What may follow <code>{next.context}</code>:
      </p>
      <div class="bars">
        {symbols.map((symbol, i) => [
          <span key={`${symbol} name`}>{symbol}</span>,
          <span key={`${symbol} bar`} class="bar" style={`width: ${100 * next.probabilities[i]!}%`} />,
          <span key={`${symbol} share`}>{Math.round(1000 * next.probabilities[i]!) / 10} %</span>,
        ])}
      </div>
    </>
  );
}

const cards = [
  { what: "One word: the table of banana", values: { sequences: "banana", drawn: 12 } },
  {
    what: "Names: do new ones come out?",
    values: { sequences: "anna, hannah, nina, ina, hanna, ian", order: 2, drawn: 40 },
  },
  {
    what: "The lesson's 100, with four letters before: the rows become many, and thin",
    values: { order: 4, drawn: 60 },
  },
  { what: "Eight letters: most of what it draws is a copy of what it read", values: { order: 8, drawn: 80 } },
];

const files = {
  "packages/lessons/src/counting/play.ts": () => import("../../../../packages/lessons/src/counting/play.ts?raw"),
  "packages/models-classic/src/markov/markov-chain.ts": () =>
    import("../../../../packages/models-classic/src/markov/markov-chain.ts?raw"),
};
