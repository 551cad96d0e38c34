import type { Picture } from "@cairn-ml/lessons";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface GreyPictureProps {
  readonly picture: Picture;
  /** What is to be seen, for those who do not see it. */
  readonly label: string;
  readonly class?: string;
}

/** A grey picture, ink black as on paper, cheap enough to be drawn anew with each move of a pen. */
export function GreyPicture({ picture, label, ...rest }: GreyPictureProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { rows, columns, values } = picture;
  useLayoutEffect(() => {
    const context = canvas.current!.getContext("2d")!;
    const image = context.createImageData(columns, rows);
    for (let i = 0; i < rows * columns; i++) {
      image.data.fill(255 * (1 - values[i]!), 4 * i, 4 * i + 3);
      image.data[4 * i + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [picture]);
  return (
    <canvas
      ref={canvas}
      class={`grey ${rest.class ?? ""}`}
      width={columns}
      height={rows}
      role="img"
      aria-label={label}
    />
  );
}
