const blockBytes = 1 << 21;

interface Block {
  readonly begin: number;
  readonly end: number;
  readonly bytes: Promise<Uint8Array>;
}

/**
 * Bytes of a Blob by position. Where one piece follows the other they come from larger blocks, the next of which is on its way
 * meanwhile: a call to the browser for each piece takes two to four times as long.
 */
export class ReadAhead {
  readonly #blob: Blob;
  #expected = -1; // where the last piece ended
  #block: Block | undefined;
  #ahead: Block | undefined;

  constructor(blob: Blob) {
    this.#blob = blob;
  }

  async read(position: number, into: Uint8Array): Promise<void> {
    const end = position + into.length;
    const isNext = position === this.#expected;
    this.#expected = end;
    if (!isNext) {
      into.set(await this.#fetch(position, end).bytes);
      return;
    }
    for (let at = position; at < end; ) {
      const { begin, bytes, end: blockEnd } = this.#blockAt(at);
      const until = Math.min(end, blockEnd);
      into.set((await bytes).subarray(at - begin, until - begin), at - position);
      at = until;
    }
  }

  /** The block with this byte. */
  #blockAt(at: number): Block {
    if (this.#block && has(this.#block, at)) return this.#block;
    this.#block = this.#ahead && has(this.#ahead, at) ? this.#ahead : this.#fetch(at, at + blockBytes);
    const { end } = this.#block;
    this.#ahead = end < this.#blob.size ? this.#fetch(end, end + blockBytes) : undefined;
    return this.#block;
  }

  #fetch(begin: number, wanted: number): Block {
    const end = Math.min(wanted, this.#blob.size);
    const bytes = this.#blob
      .slice(begin, end)
      .arrayBuffer()
      .then((buffer) => new Uint8Array(buffer));
    bytes.catch(() => {}); // of a block that nobody comes to read
    return { begin, end, bytes };
  }
}

const has = ({ begin, end }: Block, at: number) => at >= begin && at < end;
