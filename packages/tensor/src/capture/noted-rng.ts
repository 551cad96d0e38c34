import type { DynamicNumber } from "../device.js";
import { CaptureError } from "../errors.js";
import { Rng, type RngState } from "../rng.js";
import type { Notes } from "./notes.js";

/** A stream of a captured step, by how it came from the one that was given; `rng` is the stream itself in this replay. */
export interface RngNode {
  readonly parent: RngNode | null;
  /** Which of the streams that were given, where it has no parent. */
  readonly input: number;
  readonly purpose: string;
  readonly step: number;
  rng: Rng;
  /** The key of this replay, and the counter at its beginning. */
  key: readonly [number, number];
  counter: readonly [number, number];
  /** Numbers that the step draws, in whole blocks of four. */
  drawn: number;
}

/** Stands for a stream that was given to a captured step, and for its forks: draws the same, and notes how to draw again. */
export class NotedRng extends Rng {
  readonly notes: Notes;
  readonly #node: RngNode;

  constructor(notes: Notes, rng: Rng, origin: Pick<RngNode, "parent" | "input" | "purpose" | "step">) {
    super(0);
    this.follow(rng);
    const { key, counter } = peek(rng);
    this.notes = notes;
    this.#node = { ...origin, rng, key, counter, drawn: 0 };
    notes.streams.push(this.#node);
  }

  override fork(purpose: string, step = 0): Rng {
    return new NotedRng(this.notes, super.fork(purpose, step), { parent: this.#node, input: -1, purpose, step });
  }

  override words(count: number): readonly [DynamicNumber, DynamicNumber, DynamicNumber, DynamicNumber] {
    if (!this.notes.noting) return super.words(count);
    if (this.notes.working) this.#onHost();
    const node = this.#node;
    const before = node.drawn / 4; // blocks
    node.drawn += 4 * Math.ceil(count / 4);
    super.reserve(count);
    return [
      () => node.key[0],
      () => node.key[1],
      () => (node.counter[0] + before) >>> 0,
      () => node.counter[1] + Math.floor((node.counter[0] + before) / 2 ** 32),
    ];
  }

  override reserve(count: number): ReturnType<Rng["reserve"]> {
    this.#onHost();
    return super.reserve(count);
  }

  override state(): RngState {
    this.#onHost();
    return super.state();
  }

  #onHost(): void {
    if (!this.notes.noting) return;
    this.notes.fail("the step draws random numbers on the host.", {
      given:
        "a draw that is a number here, as of rng.uniform(), normal() or uniform() between other bounds than 0 and 1",
      expected: "dropout, or uniform(rng, shape): numbers drawn on the device",
      fix: "draw before the step, and pass the numbers as a tensor",
    });
  }
}

/** The key and the counter of a stream; it does not move. */
function peek(rng: Rng): ReturnType<Rng["reserve"]> {
  return rng.reserve(0);
}

/** Those that draw, and those that they come from. */
export function drawingStreams(nodes: readonly RngNode[]): RngNode[] {
  const needed = new Set<RngNode>();
  for (const node of nodes) {
    if (node.drawn > 0) for (let at: RngNode | null = node; at; at = at.parent) needed.add(at);
  }
  return nodes.filter((node) => needed.has(node));
}

/** Takes the streams of a replay from those that were given to it, and moves these on as the step does. */
export function startStreams(nodes: readonly RngNode[], given: readonly Rng[]): void {
  if (given.length > 1) checkDistinct(given);
  for (const node of nodes) {
    node.rng = node.parent ? node.parent.rng.fork(node.purpose, node.step) : given[node.input]!;
    if (node.drawn > 0) ({ key: node.key, counter: node.counter } = node.rng.reserve(node.parent ? 0 : node.drawn));
  }
}

/** Throws: CaptureError where one stream is given twice: which of its draws are whose hangs on their order in the step. */
export function checkDistinct(given: readonly Rng[]): void {
  if (new Set(given).size === given.length) return;
  throw new CaptureError("capture", "one stream is given twice.", {
    given: "an Rng in two of the inputs",
    expected: "a stream of its own for each",
    fix: 'fork it: rng.fork("noise")',
  });
}
