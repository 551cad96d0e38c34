import type { KernelName } from "@cairn-ml/kernels";
import type { Work } from "./kernel-work.js";
import { Timeline } from "./timeline.js";

/** What the launches of one kernel, with the same sizes where these matter, took together. */
export interface KernelTime {
  readonly kernel: KernelName;
  /** Of a product M×N×K and which operand is transposed (NT: the second), of attention heads × queries×keys×width; else empty. */
  readonly sizes: string;
  readonly calls: number;
  readonly seconds: number;
  /** Multiplications and additions; 0 where memory is what takes time. */
  readonly flops: number;
  /** Of the arrays, each once. */
  readonly bytes: number;
}

/** Where the time of some spans went. */
export interface ProfileReport {
  /** The name of the spans; empty for the whole time of the profile. */
  readonly within: string;
  /** How many there were. */
  readonly spans: number;
  /** What they took together. */
  readonly seconds: number;
  /** The longest first. */
  readonly kernels: readonly KernelTime[];
  /** The seconds in which no kernel ran: TypeScript. */
  readonly outside: number;
  /** The seconds of the spans directly inside of them, such as "forward". */
  readonly parts: Readonly<Record<string, number>>;
}

interface OpenSpan {
  readonly name: string;
  readonly number: number | undefined;
  readonly began: number;
}

/** Adds up what it is told; all times are in milliseconds. */
export class Tally {
  readonly timeline: Timeline;
  readonly #within: string;
  readonly #kernels = new Map<string, { -readonly [K in keyof KernelTime]: KernelTime[K] }>();
  readonly #parts = new Map<string, number>();
  readonly #open: OpenSpan[] = [];
  #counted = -1; // the place of the counted span among the open ones
  #spans = 0;
  #milliseconds = 0;

  /** Counts what happens in spans of the name `within`, and keeps `events` of them at most. */
  constructor(within: string, events: number) {
    this.#within = within;
    this.timeline = new Timeline(events);
  }

  /** Whether a launch now would count. */
  get counting(): boolean {
    return this.#counted >= 0;
  }

  begin(name: string, number: number | undefined, at: number): void {
    if (this.#counted < 0 && name === this.#within) this.#counted = this.#open.length;
    this.#open.push({ name, number, began: at });
  }

  end(at: number): void {
    const span = this.#open.pop();
    if (!span || !this.counting) return;
    const { name, number, began } = span;
    if (name !== "") this.timeline.add(number === undefined ? name : `${name} ${number}`, "span", began, at);
    const depth = this.#open.length - this.#counted;
    if (depth === 1) this.#parts.set(name, (this.#parts.get(name) ?? 0) + at - began);
    if (depth > 0) return;
    this.#counted = -1;
    this.#spans++;
    this.#milliseconds += at - began;
    this.timeline.endRound();
  }

  launched(kernel: KernelName, { sizes, flops, bytes }: Work, began: number, ended: number): void {
    const name = sizes === "" ? kernel : `${kernel} ${sizes}`;
    let sum = this.#kernels.get(name);
    if (!sum) {
      sum = { kernel, sizes, calls: 0, seconds: 0, flops: 0, bytes: 0 };
      this.#kernels.set(name, sum);
    }
    sum.calls++;
    sum.seconds += (ended - began) / 1000;
    sum.flops += flops;
    sum.bytes += bytes;
    this.timeline.add(name, "kernel", began, ended);
  }

  /** The sums now; a counted span that is still open counts as far as it is. */
  report(now: number): ProfileReport {
    const running = this.counting ? now - this.#open[this.#counted]!.began : 0;
    const seconds = (this.#milliseconds + running) / 1000;
    const kernels = [...this.#kernels.values()].map((sum) => ({ ...sum })).sort((a, b) => b.seconds - a.seconds);
    return {
      within: this.#within,
      spans: this.#spans + (this.counting ? 1 : 0),
      seconds,
      kernels,
      outside: seconds - kernels.reduce((sum, kernel) => sum + kernel.seconds, 0),
      parts: Object.fromEntries([...this.#parts].map(([name, time]) => [name, time / 1000])),
    };
  }
}
