import type { SumUnit } from "@cairn-ml/lessons/play";
import type { JSX } from "preact";
import { Slider } from "../parts/slider.js";

interface UnitSlidersProps {
  readonly units: readonly SumUnit[];
  readonly offset: number;
  onUnits(units: readonly SumUnit[], offset?: number): void;
}

const ranges = { weight: 4, bias: 10, output: 4 } as const; // from minus to plus this
const names = { weight: "weight", bias: "bias", output: "output weight" } as const;

/** Three sliders for each unit, and one for what is added at the end. */
export function UnitSliders({ units, offset, onUnits }: UnitSlidersProps): JSX.Element {
  return (
    <div class="sum-units">
      {units.map((unit, j) => (
        <fieldset key={j}>
          <legend>
            Unit {j + 1}{" "}
            <button
              type="button"
              aria-label={`take unit ${j + 1} away`}
              onClick={() => onUnits(units.filter((_, i) => i !== j))}
            >
              ×
            </button>
          </legend>
          {(["weight", "bias", "output"] as const).map((part) => (
            <Slider
              key={part}
              label={names[part]}
              value={Number(unit[part].toFixed(2))}
              min={-ranges[part]}
              max={ranges[part]}
              onValue={(value) => onUnits(units.with(j, { ...unit, [part]: value }))}
            />
          ))}
        </fieldset>
      ))}
      <fieldset>
        <legend>At the end</legend>
        <Slider
          label="added to the sum"
          value={Number(offset.toFixed(2))}
          min={-2}
          max={2}
          onValue={(value) => onUnits(units, value)}
        />
      </fieldset>
    </div>
  );
}
