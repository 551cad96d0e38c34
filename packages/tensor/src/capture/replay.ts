import type { Place, PlacedLaunch, Replayer, ReplayProgram } from "../device.js";
import { bytesPerElement } from "../dtype.js";
import { MemoryError } from "../errors.js";
import { memoryScope } from "../scope.js";
import type { Storage } from "../storage.js";
import { Tensor } from "../tensor.js";
import type { Leaves } from "./inputs.js";
import { drawingStreams, type RngNode, startStreams } from "./noted-rng.js";
import { type HostWork, isPlace, type NotedTensor, type Notes } from "./notes.js";
import { planLayout } from "./plan.js";

/** A number that is asked for before each replay of a segment. */
interface Question {
  readonly slot: unknown;
  readonly ask: () => number;
}

/** Launches that run in one call, after the answers to their questions are filled in; then work of the host. */
interface Segment {
  readonly first: number;
  readonly end: number;
  readonly questions: readonly Question[];
  readonly work: readonly HostWork[];
}

/** An array of a launch that is an input of the step. */
interface InputUse {
  readonly slot: unknown;
  readonly bytes: number;
}

// A captured function that nobody disposed frees its tensors as all tensors do, and its program here.
const forgotten = new FinalizationRegistry<ReplayProgram>((program) => program.dispose());

/** The same view of a copy of the whole storage; the caller's scope owns it. */
function copyOf({ storage, shape, strides, offset }: Tensor): Tensor {
  using whole = new Tensor(storage, [storage.length], [1], 0);
  using copied = whole.copy();
  return new Tensor(copied.storage, shape, strides, offset);
}

/** A step as a program: the launches of its notes, with the intermediate results laid out anew. */
export class Replay {
  readonly #notes: Notes;
  readonly #program: ReplayProgram;
  readonly #segments: readonly Segment[];
  readonly #uses: readonly (readonly InputUse[])[]; // by input
  readonly #bound: (Tensor | null)[];
  readonly #outside: readonly Storage[];
  readonly #streams: readonly RngNode[];
  readonly #memory: Tensor[] = [];
  readonly #inputs: Tensor[] = [];

  constructor(notes: Notes) {
    this.#notes = notes;
    const layout = planLayout(notes);
    const arena = layout.bytes > 0 ? this.#allocate("uint8", layout.bytes) : null;
    const constants = notes.slots.map(({ kind, data, storage }) => {
      if (kind !== "constant") return null;
      const own = this.#allocate(storage.dtype, data!.length);
      notes.device.write(own, 0, data!);
      return own;
    });
    const placeOf = (slot: number, bytes: number): Place => {
      const offset = layout.offsets.get(slot);
      if (offset !== undefined) return { storage: arena!, bytes: offset + bytes };
      return { storage: constants[slot] ?? notes.slots[slot]!.storage, bytes };
    };
    const launches = notes.launches.map(
      ({ kernel, extent, args }): PlacedLaunch => ({
        kernel,
        extent,
        args: args.map((arg) => (typeof arg === "function" ? 0 : isPlace(arg) ? placeOf(arg.slot, arg.bytes) : arg)),
      }),
    );
    const replayer = notes.device.replayer as Replayer;
    this.#program = replayer.program(launches);
    forgotten.register(this, this.#program, this);
    this.#segments = this.#segmentsOf(notes);
    this.#uses = this.#usesOf(notes);
    this.#bound = this.#uses.map(() => null);
    this.#outside = notes.slots.filter(({ kind }) => kind === "outside").map(({ storage }) => storage);
    this.#streams = drawingStreams(notes.streams);
  }

  /** The error that says which of the tensors from outside has been freed; null when all are there. */
  lost(): MemoryError | null {
    for (const storage of this.#outside) if (storage.refs <= 0) return this.#freed(storage);
    return null;
  }

  /** Throws: what work on the host throws. */
  run({ tensors, streams }: Leaves): void {
    for (let i = 0; i < tensors.length; i++) this.#bind(i, tensors[i]!);
    if (this.#streams.length > 0) startStreams(this.#streams, streams);
    for (const work of this.#notes.inspections) this.#work(work);
    for (const { first, end, questions, work } of this.#segments) {
      for (const { slot, ask } of questions) this.#program.set(slot, ask());
      if (end > first) this.#program.run(first, end);
      for (const each of work) this.#work(each);
    }
  }

  dispose(): void {
    forgotten.unregister(this);
    this.#program.dispose();
    for (const x of this.#memory) x.dispose();
  }

  /** The launches read the input where it lies; what an earlier call returned is overwritten by this one, so they get a copy. */
  #bind(i: number, input: Tensor): void {
    const storage = input.live();
    if (this.#bound[i] === input) return;
    const own = this.#notes.isKept(storage);
    this.#bound[i] = own ? null : input;
    const given = own ? copyOf(input) : input;
    this.#inputs[i] = given;
    const start = given.offset * bytesPerElement[given.dtype];
    for (const { slot, bytes } of this.#uses[i]!) {
      this.#program.place(slot, { storage: given.storage, bytes: start + bytes });
    }
  }

  #work({ f, tensors }: HostWork): void {
    const [first] = tensors;
    if (!first) f();
    else if (tensors.length === 1 && first.kept) f(first.kept);
    else {
      using _ = memoryScope();
      f(...tensors.map((x) => this.#tensor(x)));
    }
  }

  #tensor({ slot, shape, strides, offset, kept }: NotedTensor): Tensor {
    if (kept) return kept;
    const { kind, storage } = this.#notes.slots[slot]!;
    if (kind !== "input") return new Tensor(storage, shape, strides, offset);
    const input = this.#inputs[slot]!; // inputs have the first slots
    return new Tensor(input.live(), shape, strides, input.offset + offset);
  }

  #allocate(dtype: Storage["dtype"], length: number): Storage {
    const storage = this.#notes.device.allocate(dtype, length);
    this.#memory.push(new Tensor(storage, [length], [1], 0, true));
    return storage;
  }

  #segmentsOf({ launches, work }: Notes): Segment[] {
    const cuts = [...new Set([...work.map(({ at }) => at), launches.length])];
    return cuts.map((end, i) => {
      const first = cuts[i - 1] ?? 0;
      const questions: Question[] = [];
      for (let at = first; at < end; at++) {
        launches[at]!.args.forEach((arg, k) => {
          if (typeof arg === "function") questions.push({ slot: this.#program.slot(at, k), ask: arg });
        });
      }
      return { first, end, questions, work: work.filter(({ at }) => at === end) };
    });
  }

  #usesOf({ launches, slots }: Notes): InputUse[][] {
    const uses: InputUse[][] = slots.filter(({ kind }) => kind === "input").map(() => []);
    launches.forEach(({ args }, at) => {
      args.forEach((arg, k) => {
        if (isPlace(arg)) uses[arg.slot]?.push({ slot: this.#program.slot(at, k), bytes: arg.bytes });
      });
    });
    return uses;
  }

  #freed({ dtype, length }: Storage): MemoryError {
    return new MemoryError("capture", "a tensor that the captured step uses has been freed.", {
      given: `a ${dtype} tensor of ${length} from outside the step, freed since`,
      expected: "parameters and other tensors of the step that live as long as the captured function",
      fix: "capture the step again with the tensors that there are now",
    });
  }
}
