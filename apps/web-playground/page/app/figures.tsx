import type { Check } from "@cairn-ml/lessons";
import type { JSX } from "preact";
import type { LessonResult } from "../engine/messages.js";
import { Scroll } from "./scroll.js";

/** Our figures beside the published ones; whether they agree is said only while nothing was changed. */
export function Figures({ result }: { readonly result: LessonResult }): JSX.Element | null {
  const { comparisons, changed } = result;
  if (comparisons.length === 0) return null;
  return (
    <section>
      <h2>Our figures beside the published ones</h2>
      <Scroll label="figures">
        <table>
          <thead>
            <tr>
              <th scope="col">figure</th>
              <th scope="col" class="number">
                ours
              </th>
              <th scope="col" class="number">
                published
              </th>
              {changed.length === 0 && <th scope="col">agrees</th>}
            </tr>
          </thead>
          <tbody>
            {comparisons.map((check) => (
              <Row key={check.name} check={check} judged={changed.length === 0} />
            ))}
          </tbody>
        </table>
      </Scroll>
      {changed.length > 0 && (
        <p class="note">
          You changed {changed.join(", ")}: the published figures are for a run without, so they need not agree.
        </p>
      )}
    </section>
  );
}

function Row({ check, judged }: { readonly check: Check; readonly judged: boolean }): JSX.Element {
  const { name, label = name, value, expected, relation, ok } = check;
  return (
    <tr>
      <td>{label}</td>
      <td class="number">{shown(value)}</td>
      <td class="number">{relation === "near" ? shown(expected) : `${relation} ${shown(expected)}`}</td>
      {judged && <td>{ok ? "✓ yes" : "✗ no"}</td>}
    </tr>
  );
}

const shown = (value: number) => String(Number(value.toPrecision(7))).replace("-", "−");
