import type { MapAnswer } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { FileDrop } from "../parts/file-drop.js";
import { SourceCode } from "../parts/source-code.js";
import { TryCards } from "../parts/try-cards.js";
import { useAnswerOrError } from "../parts/use-answer-or-error.js";
import { Analogy } from "./analogy.js";
import type { PlayProps } from "./lesson-play.js";
import { PlayerMap } from "./player-map.js";
import "../styles/vectors.css";

type Moved = Readonly<Record<number, readonly [x: number, y: number]>>;

/** Everybody as a place on a map, to be moved; who is near to whom; sums of words. */
export function Vectors({ values, change }: PlayProps): JSX.Element {
  const [own, setOwn] = useState<{ readonly name: string; readonly text: string }>();
  const moved = movedOf(values.moved ?? "");
  const mix = values.mix ? { mix: values.mix.split(",") } : {};
  const question = { moved, ...(values.item && { item: values.item }), ...mix, ...(own && { own }) };
  const { answer, error } = useAnswerOrError("vectors", "map", question);
  const move = (i: number, x: number, y: number) => change({ moved: textOf({ ...moved, [i]: [x, y] }) });
  return (
    <div class="vectors">
      {error && (
        <pre class="error" role="alert">
          {error}
        </pre>
      )}
      {answer && (
        <div class="side-by-side">
          <div>
            <PlayerMap answer={answer} onMove={move} onPress={(i) => change({ item: answer.items[i]!.name })} />
            <p class="note">
              {answer.groups.length === 2 && (
                <>
                  <span class="no-swatch" /> {answer.groups[0]}, <span class="yes-swatch" /> {answer.groups[1]}.{" "}
                </>
              )}
              Drag a point, or move it with the arrow keys; a click measures from it. The cross is the mixture of two.
            </p>
            <p class="buttons">
              <button type="button" disabled={!values.moved} onClick={() => change({ moved: "" })}>
                Put all back
              </button>
            </p>
          </div>
          <Nearest answer={answer} onMix={(names) => change({ mix: names.join(",") })} />
        </div>
      )}
      <FileDrop
        onFiles={async ([file]) => {
          change({ moved: "", item: "", mix: "" });
          setOwn({ name: file!.name, text: await file!.text() });
        }}
      >
        Your own table: drop a CSV file with a column of names and two or more of numbers. It stays in your browser.
      </FileDrop>
      {own && (
        <p class="actions">
          <span class="note">This is {own.name}.</span>
          <button
            type="button"
            onClick={() => {
              change({ moved: "", item: "", mix: "" });
              setOwn(undefined);
            }}
          >
            Back to the players
          </button>
        </p>
      )}
      <Analogy values={values} change={change} />
      <TryCards lesson={8} cards={cards} />
      <SourceCode lesson={8} files={files} />
    </div>
  );
}

interface NearestProps {
  readonly answer: MapAnswer;
  onMix(names: readonly [string, string]): void;
}

/** Who is near, by distance and by direction, and who is like a mix of two. */
function Nearest({ answer, onMix }: NearestProps): JSX.Element {
  const { items, item, mixed, mix, distances, cosines } = answer;
  const [a, b] = mixed.map((i) => items[i]!.name) as [string, string];
  const chosen = items[item]!;
  const alike = cosines.filter(({ player }) => player !== chosen.name);
  const rank = (name: string) => alike.findIndex(({ player }) => player === name) + 1;
  const choice = (label: string, value: string, onValue: (name: string) => void) => (
    <select aria-label={label} value={value} onChange={({ currentTarget }) => onValue(currentTarget.value)}>
      {items.map(({ name }) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
  return (
    <div>
      <table class="nearest">
        <caption>nearest to {chosen.name}</caption>
        <thead>
          <tr>
            <th scope="col">who</th>
            <th scope="col" class="number">
              distance
            </th>
            <th scope="col" class="number">
              rank by cosine
            </th>
          </tr>
        </thead>
        <tbody>
          {distances.slice(1, 9).map(({ player, distance }) => (
            <tr key={player}>
              <td>{player}</td>
              <td class="number">{distance.toFixed(2)}</td>
              <td class="number">{rank(player)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="mix">
        Half {choice("mix", a, (name) => onMix([name, b]))} and half {choice("with", b, (name) => onMix([a, name]))} is
        (
        {mix.vector
          .slice(0, 4)
          .map((x) => x.toFixed(1))
          .join(", ")}
        {mix.vector.length > 4 && ", …"}): most like {mix.nearest.join(", ") || "nobody else"}.
      </p>
    </div>
  );
}

/** Points that were moved, as an address has them: "2*58.7*93.6_5*30*100". */
function movedOf(text: string): Moved {
  const places = text.split("_").map((part) => part.split("*").map(Number));
  const isPlace = (place: readonly number[]) => place.length === 3 && place.every(Number.isFinite);
  return Object.fromEntries(places.filter(isPlace).map(([i, x, y]) => [i, [x, y]]));
}

const textOf = (moved: Moved) =>
  Object.entries(moved)
    .map(([i, [x, y]]) => [i, round(x), round(y)].join("*"))
    .join("_");

const round = (value: number) => Number(value.toPrecision(4));

const cards = [
  { what: "From a bowler: who is first by distance, who by cosine?", values: { item: "Adam Zampa" } },
  {
    what: "Half of the best batsman and half of a bowler: who is like that?",
    values: { mix: "Shubman Gill,Mohammed Siraj" },
  },
  { what: "Maxwell moved on top of Kohli: their distance is zero", values: { moved: "16*58.7*93.6" } },
  { what: "prince − boy + girl: does the sum work for others?", values: { a: "prince", b: "boy", c: "girl" } },
];

const files = {
  "packages/lessons/src/vectors/vector-math.ts": () =>
    import("../../../../packages/lessons/src/vectors/vector-math.ts?raw"),
  "packages/lessons/src/vectors/results.ts": () => import("../../../../packages/lessons/src/vectors/results.ts?raw"),
};
