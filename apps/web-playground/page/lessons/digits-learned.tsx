import type { EpochTold } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Chart } from "../parts/chart.js";
import { GreyPicture } from "../parts/grey-picture.js";
import { Slider } from "../parts/slider.js";

/** What the network has learned by some epoch: its figures, its output weights, its worst mistakes. */
export function DigitsLearned({ epochs }: { readonly epochs: readonly EpochTold[] }): JSX.Element | null {
  const [chosen, choose] = useState<number>(); // the last one unless somebody looks back
  const last = epochs.at(-1);
  if (!last) return null;
  const shown = epochs[(chosen ?? epochs.length) - 1] ?? last;
  const right = epochs.map(({ epoch, accuracy }) => [epoch, 100 * accuracy!] as const);
  const low = Math.floor(Math.min(...right.map(([, percent]) => percent)) / 5) * 5;
  return (
    <div class="learned">
      <Chart
        x={{ label: "epoch", range: [0, last.epochs] }}
        y={{ label: "% of the test digits read right", range: [Math.min(low, 95), 100] }}
        height={220}
        label={`Test digits read right, in per cent, epoch by epoch: ${right.map(([, percent]) => percent.toFixed(1)).join(", ")}.`}
      >
        {(x, y) => (
          <>
            <polyline class="curve" points={right.map(([epoch, percent]) => `${x(epoch)},${y(percent)}`).join(" ")} />
            {right.map(([epoch, percent]) => (
              <circle
                key={epoch}
                class={epoch === shown.epoch ? "ball" : "dot"}
                cx={x(epoch)}
                cy={y(percent)}
                r={epoch === shown.epoch ? 6 : 4}
              />
            ))}
          </>
        )}
      </Chart>
      {epochs.length > 1 && (
        <Slider
          label="look at epoch"
          value={shown.epoch}
          min={1}
          max={last.epoch}
          integer
          onValue={(epoch) => choose(epoch === last.epoch ? undefined : epoch)}
        />
      )}
      <figure class="weights">
        <div>
          <ol aria-hidden="true">
            {Array.from({ length: shown.weights.rows }, (_, digit) => (
              <li key={digit}>{digit}</li>
            ))}
          </ol>
          <GreyPicture
            picture={shown.weights}
            label={`the output weights after epoch ${shown.epoch}: a row for each digit, 64 columns`}
          />
        </div>
        <figcaption>
          The weights of the last layer after epoch {shown.epoch}: a row for each digit. Ink speaks for it, white
          against it.
        </figcaption>
      </figure>
      <h2>
        {shown.mistakes === 0 ? "No mistake" : `The surest of its ${shown.mistakes} mistakes`} after epoch {shown.epoch}
      </h2>
      <div class="mistakes">
        {shown.surest.map((picture, i) => (
          <figure key={i}>
            <GreyPicture picture={picture} label={picture.label!} />
            <figcaption>{picture.label}</figcaption>
          </figure>
        ))}
      </div>
    </div>
  );
}
