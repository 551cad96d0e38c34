import type { ModelAbout } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { HeadMap } from "../parts/head-map.js";
import { numberOf } from "../parts/number-of.js";
import { ShareBars } from "../parts/share-bars.js";
import { Slider } from "../parts/slider.js";
import { useAnswerOrError } from "../parts/use-answer-or-error.js";
import { useLongText } from "../parts/use-long-text.js";
import { beginning, GptWriting } from "./gpt2-writing.js";
import type { PlayProps } from "./lesson-play.js";

interface InsideProps extends PlayProps {
  readonly about: ModelAbout;
  readonly name: string;
  /** Changes when the model may say something else. */
  readonly learned: number;
  onWriting(writing: boolean): void;
}

const most = 100; // of top-k: all

/** A text as the model reads it: tokens, the attention of every layer and head, and what may follow. */
export function GptInside({ about, name, learned, values, change, onWriting }: InsideProps): JSX.Element {
  const long = useLongText("text", values, change);
  const text = long.text ?? beginning;
  const whole = (key: string, otherwise: number, most: number) =>
    Math.round(numberOf(values[key], otherwise, { least: 1, most }));
  const layer = whole("layer", 1, about.layers);
  const head = whole("head", 1, about.heads);
  const temperature = numberOf(values.temperature, 1, { least: 0, most: 2 });
  const topK = whole("topk", most, most);
  const sampling = { temperature, ...(topK < most && { topK }) };
  const [hovered, setHovered] = useState<number>();
  const [writing, setWriting] = useState(false);
  const asked = useRef(text);
  if (!writing && text) asked.current = text;
  const key = `${learned} ${about.dtype}`; // the same text is read anew
  const look = useAnswerOrError("gpt2", "look", { text: asked.current, layer: layer - 1, key });
  const next = useAnswerOrError("gpt2", "next", { text: asked.current, ...sampling, key });
  const count = look.answer?.tokens.length ?? 0;
  const asks = Math.min(hovered ?? count - 1, count - 1);
  const T = count;
  const at = ((head - 1) * T + asks) * T;
  const shares = look.answer ? Array.from(look.answer.attention.slice(at, at + T)) : [];
  // The same arrays until there are others: while it writes, no picture is drawn anew.
  const maps = useMemo(() => {
    const { attention, heads, tokens } = look.answer ?? { attention: new Float32Array(), heads: 0, tokens: [] };
    const size = tokens.length ** 2;
    return Array.from({ length: heads }, (_, h) => attention.subarray(h * size, (h + 1) * size));
  }, [look.answer]);
  const error = look.error ?? next.error;
  return (
    <section class="inside" aria-label="inside the model">
      <h2>Look inside</h2>
      <p class="note">
        {name}: {about.parameters.toLocaleString("en")} numbers{about.dtype === "int8" && ", most of them int8"},{" "}
        {about.layers} layers of {about.heads} heads, {about.width} wide, {about.contextLength} tokens of context,{" "}
        {about.vocabSize.toLocaleString("en")} tokens known.
      </p>
      <GptWriting
        {...{ text, sampling, values, change }}
        place={long.place}
        setText={long.set}
        onWriting={(writing) => {
          setWriting(writing);
          onWriting(writing);
        }}
      />
      {error && (
        <pre class="error" role="alert">
          {error}
        </pre>
      )}
      {look.answer && (
        <>
          <h3>
            Tokens, and where head {head} of layer {layer} looks
          </h3>
          <p class="tokens">
            {look.answer.tokens.map((token, i) => (
              <button
                type="button"
                key={i}
                class={i === asks ? "token asks" : "token"}
                style={`--share: ${i <= asks ? (shares[i] ?? 0) : 0}`}
                title={`token ${look.answer!.ids[i]}`}
                aria-label={`${shown(token)}: ${asksText(i, asks, shares)}`}
                onPointerEnter={() => setHovered(i)}
                onFocus={() => setHovered(i)}
              >
                {shown(token)}
              </button>
            ))}
          </p>
          <p class="note">
            The framed token asks; the warmer another, the more it takes of it. Point at a token, or go there with the
            Tab key, to let it ask.
          </p>
          <Slider
            label="layer"
            value={layer}
            min={1}
            max={about.layers}
            integer
            onValue={(layer) => change({ layer: String(layer) })}
          />
          <ol class="heads" aria-label={`heads of layer ${layer}`}>
            {maps.map((map, h) => (
              <li key={h}>
                <button
                  type="button"
                  aria-pressed={h + 1 === head}
                  aria-label={`head ${h + 1}`}
                  onClick={() => change({ head: String(h + 1) })}
                >
                  <HeadMap shares={map} count={T} row={asks} />
                  {h + 1}
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
      <h3>What may follow</h3>
      <Slider
        label="temperature"
        value={temperature}
        min={0}
        max={2}
        onValue={(temperature) => change({ temperature: String(temperature) })}
      />
      <Slider label="top-k" value={topK} min={1} max={most} integer onValue={(k) => change({ topk: String(k) })} />
      {next.answer && (
        <>
          <ShareBars
            names={next.answer.candidates.map(({ text }) => shown(text))}
            shares={next.answer.candidates.map(({ share }) => share)}
            label="the likeliest tokens"
          />
          <p class="buttons">
            {next.answer.candidates.slice(0, 5).map((candidate, i) => (
              <button key={i} type="button" disabled={writing} onClick={() => long.set(text + candidate.text)}>
                take “{shown(candidate.text)}”
              </button>
            ))}
          </p>
          <p class="note">
            {next.answer.count} tokens can be drawn{topK === most && ": top-k is off"}.
          </p>
        </>
      )}
    </section>
  );
}

/** White space that can be seen. */
const shown = (token: string) => token.replaceAll("\n", "↵").replaceAll(" ", "␣") || "∅";

function asksText(i: number, asks: number, shares: readonly number[]): string {
  if (i > asks) return "not seen";
  return `${i === asks ? "asks, and takes of itself" : "gives"} ${(100 * (shares[i] ?? 0)).toFixed(0)} %`;
}
