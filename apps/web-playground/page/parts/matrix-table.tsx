import type { JSX } from "preact";

interface MatrixTableProps {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: readonly (readonly number[])[];
  classOf(row: number, column: number): string;
  /** What is shown in place of a number; undefined for the number itself. */
  textOf?(row: number, column: number): string | undefined;
  /** A number is pointed at, or has the focus. */
  onFollow(row: number, column: number): void;
  /** Given where numbers can be changed. */
  onEdit?(row: number, column: number, value: number): void;
}

/** A matrix with names for its rows and columns; warm is above 0, cold below. */
export function MatrixTable(props: MatrixTableProps): JSX.Element {
  const { title, rows, columns, values, classOf, textOf, onFollow, onEdit } = props;
  const largest = values.flat().reduce((a, b) => Math.max(a, Math.abs(b)), 1e-9);
  return (
    <div class="scroll">
      <table class="matrix">
        <caption>{title}</caption>
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
                const label = `${title.split(":")[0]}, ${name}, ${columns[k]}`;
                const look = {
                  class: `cell ${classOf(i, k)}`,
                  style: `--strength: ${Math.abs(x) / largest}; --colour: var(--${x < 0 ? "cold" : "warm"})`,
                  onPointerEnter: () => onFollow(i, k),
                  onFocus: () => onFollow(i, k),
                };
                return (
                  <td key={k}>
                    {onEdit ? (
                      <input
                        {...look}
                        type="number"
                        step={0.1}
                        aria-label={label}
                        value={x}
                        onInput={({ currentTarget }) => {
                          if (currentTarget.value !== "") onEdit(i, k, Number(currentTarget.value));
                        }}
                      />
                    ) : (
                      <button {...look} type="button" aria-label={`${label}: ${textOf?.(i, k) ?? x.toFixed(2)}`}>
                        {textOf?.(i, k) ?? x.toFixed(2).replace("-", "−")}
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
