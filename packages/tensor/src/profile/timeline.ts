/**
 * An event with a beginning and an end, in microseconds.
 * Source: Google, "Trace Event Format", complete events.
 */
export interface CompleteEvent {
  readonly name: string;
  readonly cat: "kernel" | "span";
  readonly ph: "X";
  readonly ts: number;
  readonly dur: number;
  readonly pid: number;
  readonly tid: number;
}

/** Names a process or a thread of a trace. */
export interface MetadataEvent {
  readonly name: "process_name" | "thread_name";
  readonly ph: "M";
  readonly pid: number;
  readonly tid: number;
  readonly args: { readonly name: string };
}

/** A trace in the Trace Event Format, which Perfetto and chrome://tracing open. */
export interface TraceDocument {
  readonly traceEvents: readonly (MetadataEvent | CompleteEvent)[];
  readonly displayTimeUnit: "ms";
}

interface Event {
  readonly name: string;
  readonly cat: "kernel" | "span";
  /** In milliseconds. */
  readonly began: number;
  readonly ended: number;
}

/** The events of the last rounds (such as steps) that together are no more than `most`. */
export class Timeline {
  readonly #most: number;
  readonly #rounds: (readonly Event[])[] = [];
  #round: Event[] = [];
  #kept = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(name: string, cat: "kernel" | "span", began: number, ended: number): void {
    if (this.#round.length < this.#most || (cat === "span" && this.#most > 0))
      this.#round.push({ name, cat, began, ended });
  }

  /** Ends a round; old ones make room for it. */
  endRound(): void {
    this.#rounds.push(this.#round);
    this.#kept += this.#round.length;
    this.#round = [];
    while (this.#kept > this.#most && this.#rounds.length > 1) this.#kept -= this.#rounds.shift()!.length;
  }

  document(device: string): TraceDocument {
    const events = [...this.#rounds.flat(), ...this.#round];
    events.sort((a, b) => a.began - b.began || b.ended - a.ended); // what is around others comes first
    const zero = events[0]?.began ?? 0;
    return {
      traceEvents: [
        { name: "process_name", ph: "M", pid: 1, tid: 1, args: { name: "cairn" } },
        { name: "thread_name", ph: "M", pid: 1, tid: 1, args: { name: `device ${device}` } },
        ...events.map((event) => complete(event, zero)),
      ],
      displayTimeUnit: "ms",
    };
  }
}

/** Both ends are rounded to nanoseconds, so that what lies within another still does. */
function complete({ name, cat, began, ended }: Event, zero: number): CompleteEvent {
  const [from, to] = [nanoseconds(began - zero), nanoseconds(ended - zero)];
  return { name, cat, ph: "X", ts: from / 1000, dur: (to - from) / 1000, pid: 1, tid: 1 };
}

const nanoseconds = (milliseconds: number) => Math.round(milliseconds * 1e6);
