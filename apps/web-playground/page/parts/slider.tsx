import type { JSX } from "preact";
import { useId } from "preact/hooks";

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Powers of ten at equal distances. */
  readonly log?: boolean;
  /** Whole numbers alone. */
  readonly integer?: boolean;
  onValue(value: number): void;
}

const stops = 400;

/** A slider with its value beside it, in numbers of few digits. */
export function Slider({ label, value, min, max, log = false, integer = false, onValue }: SliderProps): JSX.Element {
  const id = useId();
  const [low, high] = log ? [Math.log10(min), Math.log10(max)] : [min, max];
  const at = log ? Math.log10(value) : value;
  const valueAt = (place: number) => {
    const plain = log ? 10 ** place : place;
    return integer ? Math.round(plain) : Number(plain.toPrecision(3));
  };
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={low}
        max={high}
        step={integer && !log ? 1 : (high - low) / stops}
        value={at}
        aria-valuetext={String(value)}
        onInput={({ currentTarget }) => onValue(valueAt(Number(currentTarget.value)))}
      />
      <output for={id}>{value}</output>
    </div>
  );
}
