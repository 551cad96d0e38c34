import type { Device } from "../device.js";
import { CaptureError, type MemoryError } from "../errors.js";
import { type MemoryScope, memoryScope } from "../scope.js";
import { Tensor } from "../tensor.js";
import { difference } from "./difference.js";
import { type Leaves, rebuild, type Template } from "./inputs.js";
import { NotedRng } from "./noted-rng.js";
import { Notes } from "./notes.js";
import { mapTensors } from "./outputs.js";
import { Replay } from "./replay.js";

export interface VariantOptions {
  readonly device: Device;
  readonly template: Template;
  /** Those of the call. */
  readonly leaves: Leaves;
  /** Throws what cannot be captured. */
  readonly strict: boolean;
  /** Replays only what two runs in a row did alike. */
  readonly verify: boolean;
}

const mostRuns = 3; // the first may make what stays, such as a cache

/** A step for inputs of one form: run as it is until it is known how to replay it, then replayed. */
export class Variant {
  readonly template: Template;
  readonly leaves: Leaves;
  /** Why it cannot be replayed. */
  failure: CaptureError | null = null;
  readonly #options: VariantOptions;
  #notes: Notes | null = null; // of the last run
  #runs = 0;
  #ready = false;
  #replay: Replay | null = null;
  #result: unknown;
  #outputs: Tensor[] = [];

  constructor(options: VariantOptions) {
    this.#options = options;
    this.template = options.template;
    this.leaves = options.leaves;
  }

  run(step: (...inputs: unknown[]) => unknown): unknown {
    if (!this.#ready) return this.#note(step);
    this.#replay ??= new Replay(this.#notes!);
    const lost = this.#replay.lost();
    if (lost) return this.#startAnew(step, lost);
    this.#replay.run(this.leaves);
    for (const x of this.#outputs) if (x.disposed) return this.#revived();
    return this.#result;
  }

  dispose(): void {
    this.#replay?.dispose();
    this.#notes?.dispose();
    this.#ready = false;
  }

  /** A step that has another tensor now, in place of one that is lost, goes on as if it had not been captured. */
  #startAnew(step: (...inputs: unknown[]) => unknown, lost: MemoryError): unknown {
    if (this.#options.strict) throw lost;
    const [replay, notes] = [this.#replay, this.#notes]; // alive until the inputs, which may be of them, have been used
    this.#replay = this.#notes = null;
    this.#ready = false;
    this.#runs = 0;
    try {
      return this.#note(step);
    } finally {
      replay?.dispose();
      notes?.dispose();
    }
  }

  /** Runs the step as it is, on stand-ins of its inputs. */
  #note(step: (...inputs: unknown[]) => unknown): unknown {
    const { device, strict, template, leaves } = this.#options;
    const scope = memoryScope();
    const tensors = leaves.tensors.map((x) => new Tensor(device.replayer!.borrow(x), x.shape, x.strides, 0));
    const notes = new Notes(
      device,
      tensors.map((x) => x.storage),
      strict,
    );
    const streams = leaves.streams.map(
      (rng, input) => new NotedRng(notes, rng, { parent: null, input, purpose: "", step: 0 }),
    );
    const inputs = rebuild(template, { tensors, streams }) as unknown[];
    notes.start();
    let result: unknown;
    try {
      result = step(...inputs);
      if (!notes.failure) result = this.#keep(notes, scope, result);
    } catch (error) {
      notes.dispose();
      scope[Symbol.dispose]();
      throw error;
    } finally {
      notes.stop();
      leaves.streams.forEach((rng, i) => {
        rng.follow(streams[i]!);
      });
    }
    if (notes.failure) scope.keepAll();
    scope[Symbol.dispose]();
    return notes.failure ? this.#give(notes, result) : this.#judge(notes, result);
  }

  /** The results of a run, in tensors that no scope frees. */
  #keep(notes: Notes, scope: MemoryScope, result: unknown): unknown {
    try {
      return mapTensors(result, (x) => {
        if (notes.kindOf(x) === "inside") return notes.keep(x);
        return x.scope === scope ? notes.keep(x.copy()) : x; // a view of memory from outside, or a tensor from there
      });
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      notes.failWith(error);
      return result;
    }
  }

  /** Whether the run may be replayed, or another is needed to know. */
  #judge(notes: Notes, result: unknown): unknown {
    const problem = this.#nothing(notes) ?? notes.survivor() ?? this.#change(notes);
    this.#runs++;
    if (problem && (!this.#options.verify || this.#runs >= mostRuns)) {
      notes.failure = problem;
      if (this.#options.strict) {
        notes.dispose();
        throw problem;
      }
      const own = mapTensors(result, (x) => new Tensor(x.live(), x.shape, x.strides, x.offset)); // of the caller's scope
      return this.#give(notes, own);
    }
    this.#notes?.dispose();
    this.#notes = notes;
    this.#ready = !problem && (!this.#options.verify || this.#runs > 1);
    this.#result = result;
    this.#outputs = [];
    mapTensors(result, (x) => {
      this.#outputs.push(x);
      return x;
    });
    return result;
  }

  /** Empty tensors need no launch, but they are made. */
  #nothing({ device, launches, slots }: Notes): CaptureError | null {
    if (launches.length > 0 || slots.some(({ kind }) => kind !== "input")) return null;
    return new CaptureError("capture", `the step computes nothing on the ${device.name} device.`, {
      given: "a step without launches there, such as one whose tensors lie on another device",
      expected: `launches on ${device.name}, which is the inputs' device, or the default one where no input is a tensor`,
      fix: "pass a tensor of the device on which the step computes",
    });
  }

  #change(notes: Notes): CaptureError | null {
    const found = this.#notes && difference(this.#notes, notes);
    if (!found) return null;
    return new CaptureError("capture", "the step is not the same on each call.", {
      given: found,
      expected: "the same launches with the same numbers",
      fix: "pass what changes as an input, or keep it in a tensor from outside and change that by assign()",
    });
  }

  #give(notes: Notes, result: unknown): unknown {
    this.failure = notes.failure;
    notes.dispose();
    this.dispose();
    return result;
  }

  #revived(): unknown {
    this.#outputs = [];
    this.#result = mapTensors(this.#result, (x) => {
      const again = this.#notes!.revive(x);
      this.#outputs.push(again);
      return again;
    });
    return this.#result;
  }
}
