import { bytesPerElement } from "../dtype.js";
import { isPlace, type Notes } from "./notes.js";

/** What is computed within a step, from the first launch that has it to the last. */
interface Span {
  readonly slot: number;
  readonly bytes: number;
  readonly first: number;
  last: number;
}

/** Where the intermediate results of a step lie in one block of memory. */
export interface Layout {
  /** By slot; none for those that lie elsewhere. */
  readonly offsets: ReadonlyMap<number, number>;
  readonly bytes: number;
}

const alignment = 64; // a cache line, as the engine's blocks have

/**
 * Lays the intermediate results out so that two share memory when no launch lies between the first use of the one and the last
 * of the other. The largest come first, each at the lowest offset that is free for as long as it lives.
 *
 * Source: Pisarchyk & Lee 2020, arXiv:2001.03288, section 5.2, greedy by size.
 */
export function planLayout(notes: Notes): Layout {
  const spans = spansOf(notes).sort((a, b) => b.bytes - a.bytes || a.first - b.first);
  const offsets = new Map<number, number>();
  const placed: { span: Span; offset: number }[] = []; // by offset
  let bytes = 0;
  for (const span of spans) {
    let offset = 0;
    for (const other of placed) {
      if (other.span.last < span.first || span.last < other.span.first) continue;
      if (offset + span.bytes <= other.offset) break;
      offset = Math.max(offset, other.offset + other.span.bytes);
    }
    const at = placed.findIndex((other) => other.offset > offset);
    placed.splice(at < 0 ? placed.length : at, 0, { span, offset });
    offsets.set(span.slot, offset);
    bytes = Math.max(bytes, offset + span.bytes);
  }
  return { offsets, bytes };
}

function spansOf({ launches, slots }: Notes): Span[] {
  const spans = new Map<number, Span>();
  launches.forEach(({ args }, at) => {
    for (const arg of args) {
      if (!isPlace(arg)) continue;
      const { kind, kept, storage } = slots[arg.slot]!;
      if (kind !== "inside" || kept > 0) continue;
      const span = spans.get(arg.slot);
      if (span) span.last = at;
      else spans.set(arg.slot, { slot: arg.slot, bytes: blockBytes(storage), first: at, last: at });
    }
  });
  return [...spans.values()];
}

function blockBytes({ dtype, length }: { dtype: keyof typeof bytesPerElement; length: number }): number {
  return Math.max(1, Math.ceil((length * bytesPerElement[dtype]) / alignment)) * alignment;
}
