/** Text that may be shown, and whether a stop string came behind it. */
export interface Shown {
  readonly text: string;
  readonly stopped: boolean;
}

/**
 * Lets text through that comes in pieces, up to the first stop string, which may begin in one piece and end in another. Text
 * that may be the beginning of one is held back until it is known. When several are complete with one character, the longest
 * counts: the same whatever the pieces.
 */
export class StopStrings {
  readonly #stops: readonly string[];
  #held = "";

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== "");
  }

  push(piece: string): Shown {
    const text = this.#held + piece;
    const found = this.#first(text);
    if (found !== undefined) {
      this.#held = "";
      return { text: text.slice(0, found), stopped: true };
    }
    const safe = text.length - this.#beginning(text);
    this.#held = text.slice(safe);
    return { text: text.slice(0, safe), stopped: false };
  }

  /** What was held back, now that nothing more comes. */
  end(): string {
    const text = this.#held;
    this.#held = "";
    return text;
  }

  /** Where the stop string begins that is complete first. */
  #first(text: string): number | undefined {
    const found = this.#stops
      .map((stop) => ({ start: text.indexOf(stop), length: stop.length }))
      .filter(({ start }) => start >= 0)
      .sort((a, b) => a.start + a.length - (b.start + b.length) || a.start - b.start);
    return found[0]?.start;
  }

  /** How much at the end may be the beginning of a stop string. */
  #beginning(text: string): number {
    let most = 0;
    for (const stop of this.#stops) {
      for (let length = Math.min(stop.length - 1, text.length); length > most; length--) {
        if (text.endsWith(stop.slice(0, length))) most = length;
      }
    }
    return most;
  }
}
