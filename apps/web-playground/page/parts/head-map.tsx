import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface HeadMapProps {
  /** Row by row, who takes how much from whom. */
  readonly shares: Float32Array;
  readonly count: number;
  /** The row that is pointed out. */
  readonly row: number;
}

/** The attention of a head as a small picture: rows ask, columns are asked. */
export function HeadMap({ shares, count, row }: HeadMapProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current!;
    const context = element.getContext("2d")!;
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(Number);
    const picture = context.createImageData(count, count);
    for (let i = 0; i < count * count; i++) {
      const least = Math.floor(i / count) === row ? 40 : 0;
      picture.data[4 * i] = red;
      picture.data[4 * i + 1] = green;
      picture.data[4 * i + 2] = blue;
      picture.data[4 * i + 3] = Math.max(least, 255 * Math.sqrt(shares[i]!));
    }
    context.putImageData(picture, 0, 0);
  }, [shares, count, row]);
  return <canvas ref={canvas} class="head-map" width={count} height={count} />;
}
