import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Cells from the top left, row by row: −1 is cold, 1 is warm, 0 shows the ground. */
export interface Heat {
  readonly values: ArrayLike<number>;
  readonly columns: number;
}

type Colour = readonly [red: number, green: number, blue: number];

/** A picture of cells, as large as its place; a pixel each, so that it is cheap to draw anew. */
export function HeatLayer({ heat: { values, columns } }: { readonly heat: Heat }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();
  const [colours, setColours] = useState<{ readonly warm: Colour; readonly cold: Colour }>();
  useLayoutEffect(() => {
    setColours({ warm: colourOf(canvas.current!, "--warm"), cold: colourOf(canvas.current!, "--cold") });
  }, [scheme]);
  const rows = Math.floor(values.length / columns);
  useLayoutEffect(() => {
    if (colours) draw(canvas.current!, values, columns, colours);
  }, [values, columns, colours]);
  return <canvas ref={canvas} width={columns} height={rows} />;
}

function draw(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  columns: number,
  { warm, cold }: { readonly warm: Colour; readonly cold: Colour },
): void {
  const context = canvas.getContext("2d")!;
  const picture = context.createImageData(columns, Math.floor(values.length / columns));
  for (let i = 0; i < columns * picture.height; i++) {
    const value = values[i]!;
    picture.data.set(value < 0 ? cold : warm, 4 * i);
    picture.data[4 * i + 3] = 200 * Math.min(1, Math.abs(value));
  }
  context.putImageData(picture, 0, 0);
}

/** A colour of the page as numbers; the browser resolves light and dark. */
function colourOf(element: HTMLElement, name: string): Colour {
  element.style.color = `var(${name})`;
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

/** Says when the reader changes from light to dark. */
function useScheme(): boolean {
  const [dark, setDark] = useState(false);
  useEffect(() => {
    const query = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => setDark(query.matches);
    follow();
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return dark;
}
