import type { JSX } from "preact";
import "../styles/share-bars.css";

interface ShareBarsProps {
  readonly names: readonly string[];
  /** From 0 to 1 each; null while they are not known. */
  readonly shares: readonly number[] | null;
  readonly label: string;
}

/** A bar for each of some answers, as long as its share is large. */
export function ShareBars({ names, shares, label }: ShareBarsProps): JSX.Element {
  const most = shares ? Math.max(...shares) : Number.NaN;
  return (
    <ol class="share-bars" aria-label={label}>
      {names.map((name, i) => {
        const share = shares?.[i] ?? 0;
        return (
          <li key={i} class={share === most ? "most" : undefined}>
            <b>{name}</b>
            <span class="bar">
              <i style={`transform: scaleX(${share})`} />
            </span>
            <span class="share">{shares ? `${(100 * share).toFixed(1)} %` : "–"}</span>
          </li>
        );
      })}
    </ol>
  );
}
