import type { JSX } from "preact";

interface KindChoiceProps {
  readonly words: readonly [no: string, yes: string];
  readonly kind: 0 | 1;
  onKind(kind: 0 | 1): void;
  /** Adds one where there is place, for those who do not click. */
  onAdd(): void;
}

/** Which kind of point a click adds. */
export function KindChoice({ words, kind, onKind, onAdd }: KindChoiceProps): JSX.Element {
  return (
    <fieldset>
      <legend>A click on a free place adds</legend>
      {([0, 1] as const).map((each) => (
        <label key={each}>
          <input type="radio" name="kind" checked={kind === each} onChange={() => onKind(each)} />{" "}
          <span class={each ? "yes-swatch" : "no-swatch"} /> {words[each]}{" "}
        </label>
      ))}
      <button type="button" onClick={onAdd}>
        Add one in the middle
      </button>
    </fieldset>
  );
}
