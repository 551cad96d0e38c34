import { cellText, type Heat, type HeatMatrix, strengths } from "@cairn-ml/lessons";
import type { JSX } from "preact";
import { Scroll } from "../app/scroll.js";

/** Matrices as tables, each number on a ground that is the stronger, the further it is from 0. */
export function HeatView({ matrices }: Heat): JSX.Element {
  return (
    <div class="row">
      {matrices.map((matrix, i) => (
        <Matrix key={i} matrix={matrix} rows={namesOf(matrix, matrices[0]!)} />
      ))}
    </div>
  );
}

/** In a terminal rows stand beside those of the first matrix, which has the names; here they may stand below. */
function namesOf({ rows }: HeatMatrix, first: HeatMatrix): readonly string[] {
  return rows.some((name) => name !== "") || rows.length !== first.rows.length ? rows : first.rows;
}

interface MatrixProps {
  readonly matrix: HeatMatrix;
  readonly rows: readonly string[];
}

function Matrix({ matrix, rows }: MatrixProps): JSX.Element {
  const { label, columns, values, decimals = 2 } = matrix;
  const shares = strengths(values);
  return (
    <Scroll label={label ?? "a matrix"}>
      <table class="heat">
        {label && <caption>{label}</caption>}
        <thead>
          <tr>
            <td />
            {columns.map((name, j) => (
              <th key={j} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {values.map((row, i) => (
            <tr key={i}>
              <th scope="row">{rows[i]}</th>
              {row.map((value, j) => (
                <td key={j} style={groundOf(shares[i]![j]!)}>
                  {cellText(value, decimals)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Mixed into the page's own ground, so that it fits light and dark; never so strong that a text on it could not be read. */
const groundOf = (share: number) =>
  `background: color-mix(in srgb, var(--${share < 0 ? "cold" : "warm"}) ${Math.round(45 * Math.abs(share))}%, transparent)`;
