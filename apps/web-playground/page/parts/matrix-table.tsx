import type { JSX, TargetedKeyboardEvent } from "preact";
import { useState } from "preact/hooks";
import { NumberCell } from "./number-cell.js";

interface MatrixTableProps {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: readonly (readonly number[])[];
  classOf(row: number, column: number): string;
  /** What is shown in place of a number, which cannot be changed then; undefined for the number itself. */
  textOf?(row: number, column: number): string | undefined;
  /** A number is pointed at, or has the focus. */
  onFollow(row: number, column: number): void;
  /** Given where numbers can be changed. */
  onEdit?(row: number, column: number, value: number): void;
  /** Given where numbers were changed. */
  onReset?: (() => void) | undefined;
}

const ways: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

/**
 * A matrix with names for its rows and columns; warm is above 0, cold below. The Tab key goes into it and out of it, the arrow keys go
 * from number to number, as in a spreadsheet.
 */
export function MatrixTable(props: MatrixTableProps): JSX.Element {
  const { title, rows, columns, values, classOf, textOf, onFollow, onEdit, onReset } = props;
  const [at, setAt] = useState<readonly [row: number, column: number]>([0, 0]);
  const largest = values.flat().reduce((a, b) => Math.max(a, Math.abs(b)), 1e-9);
  const [row, column] = [Math.min(at[0], rows.length - 1), Math.min(at[1], columns.length - 1)];
  const go = (event: TargetedKeyboardEvent<HTMLTableElement>) => {
    const way = ways[event.key];
    if (!way || !(event.target instanceof Element) || !event.target.matches(".cell")) return;
    if (event.target instanceof HTMLInputElement && way[0] === 0 && isWithin(event.target, way[1])) return;
    const within = (place: number, count: number) => Math.min(count - 1, Math.max(0, place));
    const [i, k] = [within(row + way[0], rows.length), within(column + way[1], columns.length)];
    event.currentTarget.querySelector<HTMLElement>(`[data-at="${i} ${k}"]`)?.focus();
    event.preventDefault();
  };
  return (
    <div class="scroll">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose numbers the arrow keys reach is a grid */}
      <table class="matrix" role="grid" aria-label={title} onKeyDown={go}>
        <caption>
          {title}{" "}
          {onReset && (
            <button type="button" class="put-back" aria-label={`put ${title.split(":")[0]} back`} onClick={onReset}>
              put back
            </button>
          )}
        </caption>
        <thead>
          <tr>
            <td />
            {columns.map((name, k) => (
              <th key={k} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((name, i) => (
            <tr key={i}>
              <th scope="row">{name}</th>
              {values[i]!.map((x, k) => {
                const text = textOf?.(i, k);
                const label = `${title.split(":")[0]}, ${name}, ${columns[k]}`;
                const look = {
                  class: `cell ${classOf(i, k)}`,
                  style: `--strength: ${Math.abs(x) / largest}; --colour: var(--${x < 0 ? "cold" : "warm"})`,
                  "data-at": `${i} ${k}`,
                  tabIndex: i === row && k === column ? 0 : -1,
                  onPointerEnter: () => onFollow(i, k),
                  onFocus: () => {
                    setAt([i, k]);
                    onFollow(i, k);
                  },
                };
                return (
                  <td key={k}>
                    {onEdit && text === undefined ? (
                      <NumberCell look={look} label={label} value={x} onValue={(value) => onEdit(i, k, value)} />
                    ) : (
                      <button {...look} type="button" aria-label={`${label}: ${text ?? x.toFixed(2)}`}>
                        {text ?? x.toFixed(2).replace("-", "−")}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether the caret moves within the text of a field, which is not selected as a whole. */
function isWithin({ selectionStart: start, selectionEnd: end, value }: HTMLInputElement, right: number): boolean {
  if (start === 0 && end === value.length) return false;
  return right < 0 ? start !== 0 : end !== value.length;
}
