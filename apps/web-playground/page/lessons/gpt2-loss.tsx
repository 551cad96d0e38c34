import type { JSX } from "preact";
import { Chart } from "../parts/chart.js";

/** A point of the curve; the second loss is that on text which the model does not learn from. */
export interface LossPoint {
  readonly step: number;
  readonly loss?: number;
  readonly validationLoss?: number;
}

/** How wrong the model still is. */
export function LossCurve({ points, steps }: { points: readonly LossPoint[]; steps: number }): JSX.Element {
  const learned = points.filter(({ loss }) => loss !== undefined);
  const measured = points.filter(({ validationLoss }) => validationLoss !== undefined);
  const highest = Math.max(1, ...learned.map(({ loss }) => loss!), ...measured.map((each) => each.validationLoss!));
  const last = learned.at(-1);
  const label = `The loss over the steps: ${learned[0]?.loss?.toFixed(2)} at first, ${last?.loss?.toFixed(2)} after step ${last?.step}.`;
  return (
    <>
      <Chart
        x={{ label: "step", range: [0, steps] }}
        y={{ label: "loss", range: [0, highest] }}
        label={label}
        height={240}
      >
        {(x, y) => (
          <>
            <polyline class="curve" points={learned.map(({ step, loss }) => `${x(step)},${y(loss!)}`).join(" ")} />
            {measured.map(({ step, validationLoss }) => (
              <circle key={step} class="ball" cx={x(step)} cy={y(validationLoss!)} r={5} />
            ))}
          </>
        )}
      </Chart>
      <p class="note">The line: on the text that it learns from. The dots: on text that it has not seen.</p>
    </>
  );
}
