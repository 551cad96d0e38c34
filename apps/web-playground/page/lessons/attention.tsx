import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { MatrixTable } from "../parts/matrix-table.js";
import { Slider } from "../parts/slider.js";
import { SourceCode } from "../parts/source-code.js";
import { TryCards } from "../parts/try-cards.js";
import { useAnswerOrError } from "../parts/use-answer-or-error.js";
import { type Cell, linksOf, type Name } from "./attention-links.js";
import { inWords, matrixOfText, textOfMatrix } from "./attention-words.js";
import type { PlayProps } from "./lesson-play.js";
import "../styles/attention.css";

const editable = ["X", "Q", "K", "V", "scores", "weights"] as const;
const published = "I chose that bank for";
const titles: Readonly<Record<Name, string>> = {
  X: "X: the words as numbers",
  Q: "Q: what each asks",
  K: "K: what each shows",
  V: "V: what each gives",
  scores: "scores: Q·Kᵀ, divided",
  weights: "shares: softmax of a row",
  output: "output: shares·V",
};

/** Every matrix of a sentence's attention: those on the way in can be changed, and any number can be followed. */
export function Attention({ values, change }: PlayProps): JSX.Element {
  const [cell, follow] = useState<Cell>({ name: "output", row: 4, column: 0 });
  const heads = Number(values.heads ?? 2);
  const isMasked = values.mask !== "none";
  const matrices = Object.fromEntries(
    editable.flatMap((name) => (values[name] ? [[name, matrixOfText(values[name])]] : [])),
  );
  const question = {
    ...{ ...matrices, isMasked, heads },
    ...(values.words?.trim() && { words: values.words.trim().split(/\s+/) }),
    ...(values.scale && { scale: Number(values.scale) }),
    ...(values.head && { head: Number(values.head) - 1 }),
  };
  const { answer, error } = useAnswerOrError("attention", "sentence", question);
  const edit = (name: (typeof editable)[number], row: number, column: number, x: number) => {
    const edited = answer![name].map((each, i) => each.map((old, k) => (i === row && k === column ? x : old)));
    change({ [name]: textOfMatrix(edited) });
  };
  const own = useMemo(() => new Set(Object.keys(matrices)), [Object.keys(matrices).join()]);
  const links = useMemo(() => {
    if (!answer) return undefined;
    const { words, features, begin, end } = answer;
    return linksOf(cell, { words: words.length, features: features.length, begin, end, isMasked, own });
  }, [answer, cell, own, isMasked]);
  const table = (name: Name) => {
    const { words, features, begin, end } = answer!;
    const isSquare = name === "scores" || name === "weights";
    const columns = isSquare ? words : name === "output" ? features.slice(begin, end) : features;
    const isHidden = (row: number, column: number) => isSquare && isMasked && column > row;
    return (
      <MatrixTable
        key={name}
        title={titles[name]}
        rows={words}
        columns={columns}
        values={answer![name]}
        classOf={(row, column) => {
          const off = "QKV".includes(name) && (column < begin || column >= end);
          return `${links!.markOf(name, row, column)} ${isHidden(row, column) ? "masked" : ""} ${off ? "off" : ""}`;
        }}
        textOf={(row, column) => (isHidden(row, column) ? (name === "scores" ? "−∞" : "0") : undefined)}
        onFollow={(row, column) => follow({ name, row, column })}
        {...(name !== "output" && {
          onEdit: (row: number, column: number, x: number) => edit(name, row, column, x),
          onReset: own.has(name) ? () => change({ [name]: "" }) : undefined,
        })}
      />
    );
  };
  return (
    <div class="attention">
      <div class="attention-controls">
        <label class="field">
          The words
          <input
            type="text"
            value={values.words || published}
            onInput={({ currentTarget }) => change({ words: currentTarget.value })}
          />
        </label>
        <label>
          <input
            type="checkbox"
            checked={isMasked}
            onChange={({ currentTarget }) => change({ mask: currentTarget.checked ? "future" : "none" })}
          />{" "}
          mask: nobody sees what comes later
        </label>
        <fieldset>
          <legend>Which of their numbers count</legend>
          {[undefined, ...Array.from({ length: heads }, (_, h) => h + 1)].map((head) => (
            <label key={head ?? 0}>
              <input
                type="radio"
                name="head"
                checked={(values.head ? Number(values.head) : undefined) === head}
                onChange={() => change({ head: head ? String(head) : "" })}
              />{" "}
              {head ? `head ${head} of ${heads}` : "all at once"}{" "}
            </label>
          ))}
        </fieldset>
        <Slider
          label="scores are divided by"
          value={answer ? Number(answer.scale.toPrecision(3)) : 2}
          min={0.1}
          max={10}
          log
          onValue={(scale) => change({ scale: String(scale) })}
        />
      </div>
      {error && (
        <pre class="error" role="alert">
          {error}
        </pre>
      )}
      {answer && (
        <>
          <p class="followed" aria-live="polite">
            {inWords(cell, answer, { isMasked, own })} <span class="note">{links!.words}</span>
          </p>
          <div class="matrices">{(["X", "Q", "K", "V"] as const).map(table)}</div>
          <div class="matrices after">{(["scores", "weights", "output"] as const).map(table)}</div>
          <p class="note">
            Change any number but those of the output; Page Up and Page Down change it a little, Escape puts it back.
            Point at a number, or go there with the arrow keys, the Tab key goes to the next matrix: framed is what it
            is made of, dashed what it goes into, with thin lines what is further away. Until you change them, Q, K and
            V are X; what you change comes from nothing any more.
          </p>
        </>
      )}
      <p class="buttons">
        <button
          type="button"
          onClick={() =>
            change({ X: "", Q: "", K: "", V: "", scores: "", weights: "", words: "", scale: "", head: "", mask: "" })
          }
        >
          Put everything back
        </button>
      </p>
      <TryCards lesson={10} cards={cards} />
      <SourceCode lesson={10} files={files} />
    </div>
  );
}

const cards = [
  { what: "Without a mask: what does the first word see?", values: { mask: "none" } },
  { what: "Divided by a tenth: who is left?", values: { scale: 0.1 } },
  { what: "The second head alone: F3 and F4", values: { head: 2 } },
  {
    what: "Nobody asks anything: everyone takes the same from all",
    values: { Q: "0,0,0,0;0,0,0,0;0,0,0,0;0,0,0,0;0,0,0,0", mask: "none" },
  },
];

const files = {
  "packages/lessons/src/attention/attend.ts": () => import("../../../../packages/lessons/src/attention/attend.ts?raw"),
  "packages/lessons/src/attention/play.ts": () => import("../../../../packages/lessons/src/attention/play.ts?raw"),
};
