const block = 512;

/** The bytes of one file in a tar archive of any size, as they come; nothing when it is not there. The rest is read to its end. */
export async function* tarEntry(archive: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let kept: Uint8Array = new Uint8Array(0); // what is read of a header
  let left = 0; // bytes of the file, or of what is passed over
  let padding = 0;
  let isWanted = false;
  for await (const piece of archive) {
    let bytes = piece;
    while (bytes.length > 0) {
      const body = bytes.subarray(0, left);
      if (body.length > 0) {
        if (isWanted) yield body;
        left -= body.length;
      }
      bytes = bytes.subarray(body.length);
      const skipped = left > 0 ? 0 : Math.min(padding, bytes.length);
      padding -= skipped;
      bytes = bytes.subarray(skipped);
      if (left > 0 || padding > 0 || bytes.length === 0) continue;
      const part = bytes.subarray(0, block - kept.length);
      bytes = bytes.subarray(part.length);
      kept = Buffer.concat([kept, part]);
      if (kept.length < block) continue;
      left = Number.parseInt(field(kept, 124, 12), 8) || 0;
      padding = (block - (left % block)) % block;
      isWanted = field(kept, 0, 100) === name;
      kept = new Uint8Array(0);
    }
  }
}

/** Text up to its end, a zero. */
function field(header: Uint8Array, at: number, length: number): string {
  return Buffer.from(header.subarray(at, at + length))
    .toString("latin1")
    .replace(/\0.*$/s, "");
}
