const pieceBytes = 1 << 18;

/** Joins small byte arrays to pieces that are worth a write each. */
export class Pieces {
  #parts: Uint8Array[] = [];
  #length = 0;

  add(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  /** Whether there is enough for a piece. */
  get isFull(): boolean {
    return this.#length >= pieceBytes;
  }

  /** All that was added since the last call. */
  take(): Uint8Array {
    const piece = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      piece.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    this.#length = 0;
    return piece;
  }
}
