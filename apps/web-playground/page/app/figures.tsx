import type { Check } from "@cairn-ml/lessons";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { LessonResult } from "../engine/messages.js";
import { Scroll } from "./scroll.js";

const few = 6; // figures at first: more would be a wall

/** Our figures beside the published ones; whether they agree is said only while nothing was changed. */
export function Figures({ result }: { readonly result: LessonResult }): JSX.Element | null {
  const { comparisons, changed } = result;
  const [all, showAll] = useState(false);
  if (comparisons.length === 0) return null;
  const shown = all || comparisons.length <= few + 2 ? comparisons : comparisons.slice(0, few);
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
            {shown.map((check) => (
              <Row key={check.name} check={check} judged={changed.length === 0} />
            ))}
          </tbody>
        </table>
      </Scroll>
      {shown.length < comparisons.length && (
        <p>
          <button type="button" onClick={() => showAll(true)}>
            Show all {comparisons.length} figures
          </button>
          {changed.length === 0 && <span class="note"> {agreeing(comparisons)}</span>}
        </p>
      )}
      {changed.length > 0 && (
        <p class="note">
          You changed {changed.join(", ")}: the published figures are for a run without, so they need not agree.
        </p>
      )}
    </section>
  );
}

function agreeing(comparisons: readonly Check[]): string {
  const agree = comparisons.filter(({ ok }) => ok).length;
  return agree === comparisons.length ? "All of them agree." : `${agree} of ${comparisons.length} agree.`;
}

function Row({ check, judged }: { readonly check: Check; readonly judged: boolean }): JSX.Element {
  const { name, label = name, value, expected, relation, ok } = check;
  return (
    <tr>
      <td>{label}</td>
      <td class="number">{inShort(value)}</td>
      <td class="number">{relation === "near" ? inShort(expected) : `${relation} ${inShort(expected)}`}</td>
      {judged && <td>{ok ? "✓ yes" : "✗ no"}</td>}
    </tr>
  );
}

const inShort = (value: number) => String(Number(value.toPrecision(7))).replace("-", "−");
