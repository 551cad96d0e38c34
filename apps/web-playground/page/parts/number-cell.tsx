import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

interface NumberCellProps {
  /** Its class, colours and place among the others. */
  readonly look: {
    readonly class: string;
    readonly style: string;
    readonly tabIndex: number;
    onPointerEnter(): void;
    onFocus(): void;
  };
  readonly label: string;
  readonly value: number;
  onValue(value: number): void;
}

const step = 0.1;

/** A number that is typed over; the page keys change it a little, Escape puts it back. */
export function NumberCell({ look, label, value, onValue }: NumberCellProps): JSX.Element {
  const [typed, setTyped] = useState<string>();
  const before = useRef(value);
  const type = (text: string) => {
    setTyped(text);
    const number = numberOf(text);
    if (number !== undefined) onValue(number);
  };
  const change = (to: number) => {
    setTyped(undefined);
    onValue(to);
  };
  return (
    <input
      {...look}
      type="text"
      inputMode="decimal"
      autocomplete="off"
      aria-label={label}
      aria-invalid={typed !== undefined && numberOf(typed) === undefined}
      value={typed ?? textOf(value)}
      onInput={({ currentTarget }) => type(currentTarget.value)}
      onFocus={({ currentTarget }) => {
        before.current = value;
        currentTarget.select();
        look.onFocus();
      }}
      onBlur={() => setTyped(undefined)}
      onKeyDown={(event) => {
        if (event.key === "PageUp" || event.key === "PageDown") {
          change(Number((value + (event.key === "PageUp" ? step : -step)).toFixed(6)));
        } else if (event.key === "Escape") change(before.current);
        else return;
        event.preventDefault();
      }}
    />
  );
}

const textOf = (value: number) => String(Number(value.toFixed(2))).replace("-", "−");

/** Undefined for what is none, such as a minus before its number is typed. */
function numberOf(text: string): number | undefined {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  return plain !== "" && Number.isFinite(Number(plain)) ? Number(plain) : undefined;
}
