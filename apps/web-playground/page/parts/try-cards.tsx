import type { JSX } from "preact";
import { hashOf } from "../app/address.js";
import "../styles/plays.css";

interface TryCardsProps {
  readonly lesson: number;
  readonly cards: readonly { readonly what: string; readonly values: Readonly<Record<string, string | number>> }[];
}

/** States that are worth a look, each a link that sets it up. */
export function TryCards({ lesson, cards }: TryCardsProps): JSX.Element {
  return (
    <ul class="cards" aria-label="set it up">
      {cards.map(({ what, values }) => (
        <li key={what}>
          <a
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
  );
}
