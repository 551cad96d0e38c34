import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { hashOf } from "../app/address.js";
import { toThePlay } from "../app/to-the-play.js";
import "../styles/plays.css";

interface TryCardsProps {
  readonly lesson: number;
  readonly cards: readonly { readonly what: string; readonly values: Readonly<Record<string, string | number>> }[];
}

/** States that are worth a look, each a link that sets it up. */
export function TryCards({ lesson, cards }: TryCardsProps): JSX.Element {
  const id = useId();
  return (
    <>
      <p class="cards-title note" id={id}>
        Try this:
      </p>
      <ul class="cards" aria-labelledby={id}>
        {cards.map(({ what, values }) => (
          <li key={what}>
            <a
              onClick={toThePlay}
              href={hashOf({
                lesson,
                values: Object.fromEntries(Object.entries(values).map(([k, v]) => [k, String(v)])),
              })}
            >
              {what}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
