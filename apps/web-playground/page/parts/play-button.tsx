import type { ComponentChildren, JSX } from "preact";
import type { Playing } from "./use-playing.js";

interface PlayButtonProps {
  readonly playing: Playing;
  /** What it says while nothing moves. */
  readonly children: ComponentChildren;
  onPlay(): void;
}

/** Lets something go on by itself, and holds it. */
export function PlayButton({ playing, children, onPlay }: PlayButtonProps): JSX.Element {
  return playing.at === undefined ? (
    <button type="button" onClick={onPlay}>
      {children}
    </button>
  ) : (
    <button type="button" onClick={playing.pause}>
      Pause
    </button>
  );
}
