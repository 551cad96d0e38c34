import type { KernelName } from "@cairn-ml/kernels";
import type { Device, DeviceListener, DynamicNumber, LaunchArgument } from "../device.js";
import { bytesPerElement, makeArray, type TypedArray } from "../dtype.js";
import { CaptureError, type ErrorDetails } from "../errors.js";
import type { Rng } from "../rng.js";
import { memoryScope } from "../scope.js";
import { release, retain, type Storage } from "../storage.js";
import { Tensor } from "../tensor.js";
import { setCurrentNotes } from "./current.js";
import { NotedRng, type RngNode } from "./noted-rng.js";

/** Where a launch's array lies: in which of the noted storages, and how far from its beginning. */
export interface NotedPlace {
  readonly slot: number;
  readonly bytes: number;
}

export interface NotedLaunch {
  readonly kernel: KernelName;
  readonly extent: number;
  readonly args: readonly (NotedPlace | DynamicNumber)[];
}

/**
 * A storage that the step uses: made inside it, or before, or given to it, or what the host wrote, as a copy of the numbers.
 */
export interface Slot {
  readonly kind: "inside" | "outside" | "input" | "constant";
  readonly storage: Storage;
  readonly data: TypedArray | null;
  /** True once a launch has had it: it may have been written. */
  launched: boolean;
  /** How many of its references are the notes' own, which keep it for the results of the step. */
  kept: number;
}

/** A tensor that work on the host reads. */
export interface NotedTensor {
  readonly slot: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  /** The tensor itself, where it is the notes' own. */
  readonly kept: Tensor | null;
}

export interface HostWork {
  /** The launch before which it comes. */
  readonly at: number;
  readonly f: (...tensors: Tensor[]) => void;
  readonly tensors: readonly NotedTensor[];
}

/** What a step asks of its device, noted while it runs. */
export class Notes implements DeviceListener {
  readonly device: Device;
  readonly launches: NotedLaunch[] = [];
  readonly slots: Slot[] = [];
  readonly work: HostWork[] = [];
  /** The slots of what was kept, in order. */
  readonly results: number[] = [];
  /** What is looked at before a replay. */
  readonly inspections: HostWork[] = [];
  /** The random streams that were given to the step, and their forks, each after the one that it comes from. */
  readonly streams: RngNode[] = [];
  /** Why the step cannot be captured. */
  failure: CaptureError | null = null;
  /** False once the step has returned, or cannot be captured. */
  noting = false;
  /** True during work by `onHost`. */
  working = false;
  readonly #strict: boolean;
  readonly #slotOf = new Map<Storage, number>();
  readonly #kept: Storage[] = [];
  readonly #own: Tensor[] = [];
  #given: readonly number[] = []; // the slots that work on the host may read

  /** `inputs` are storages that each stand for an input of the step. With `strict` a failure is thrown as well. */
  constructor(device: Device, inputs: readonly Storage[], strict: boolean) {
    this.device = device;
    this.#strict = strict;
    for (const storage of inputs) this.#add("input", storage);
  }

  start(): void {
    this.noting = true;
    this.device.replayer!.listen(this);
    setCurrentNotes(this);
  }

  /** A second call does nothing. */
  stop(): void {
    if (!this.noting) return;
    this.noting = false;
    this.device.replayer!.listen(null);
    setCurrentNotes(null);
  }

  /** The step goes on, but it will not be replayed. */
  fail(problem: string, details: ErrorDetails): void {
    this.failWith(new CaptureError("capture", problem, details));
  }

  failWith(reason: CaptureError): void {
    this.failure = reason;
    this.stop();
    if (this.#strict) throw reason;
  }

  allocated(storage: Storage): void {
    if (!this.working) this.#add("inside", storage);
  }

  /** What the host writes is copied at this place in each replay: a kernel may overwrite it later in the step. */
  written(storage: Storage, offset: number, data: ArrayLike<number>): void {
    if (this.working) return;
    const { dtype } = storage;
    const n = data.length;
    const values = makeArray(dtype, n);
    values.set(data);
    const constant = this.#add("constant", storage, values);
    const from = { slot: constant, bytes: 0 };
    const to = { slot: this.#slot(storage), bytes: offset * bytesPerElement[dtype] };
    const kernel = bytesPerElement[dtype] === 1 ? "copy8" : "copy32";
    this.launches.push({ kernel, extent: 1, args: [from, to, 1, 1, 1, n, 0, 0, 0, 1, 0, 0, 0, 1] });
  }

  read(storage: Storage): void {
    const slot = this.#slotOf.get(storage);
    if (this.working) {
      if (slot !== undefined) this.#checkKept(slot);
      return;
    }
    this.fail("the step reads numbers on the host.", {
      given: slot === undefined ? "a tensor from outside the step" : this.describe(slot),
      expected: "numbers that stay on the device",
      fix: "read what the step returns, or read inside: onHost((x) => console.log(x.item()), x)",
    });
  }

  launched(kernel: KernelName, extent: number, args: readonly LaunchArgument[]): void {
    if (this.working) {
      for (const arg of args)
        if (arg instanceof Tensor && this.#slotOf.has(arg.storage)) this.#checkKept(this.#slotOf.get(arg.storage)!);
      return;
    }
    const noted = args.map((arg) => (arg instanceof Tensor ? this.#place(arg) : (arg ?? 0)));
    this.launches.push({ kernel, extent, args: noted });
  }

  /** Any stream but those that were given would draw the same numbers in each replay. */
  draws(rng: Rng): void {
    if (rng instanceof NotedRng && rng.notes === this) return;
    this.fail("the step draws from a stream that was not given to it.", {
      given: "an Rng from outside, or one made in the step",
      expected: "one of its inputs, or a fork of that",
      fix: 'pass it: capture((x, rng) => …), and on each call fork it for the step: fast(x, rng.fork("step", step))',
    });
  }

  onHost(f: (...tensors: Tensor[]) => void, tensors: readonly Tensor[]): void {
    const noted = tensors.map((x) => this.#tensor(x));
    this.work.push({ at: this.launches.length, f, tensors: noted });
    this.#run(
      () => f(...tensors),
      noted.map(({ slot }) => slot),
    );
  }

  /** State on the host was changed that a replay would leave as it is. */
  changed(what: string): void {
    if (this.working) return;
    this.fail(`the step sets ${what}.`, {
      given: "a change on the host, which a replay would not make again",
      expected: "changes by assign(), or by onHost",
      fix: "set it before the step, or inside: onHost(() => { … })",
    });
  }

  inspect(f: (x: Tensor) => void, x: Tensor): void {
    const index = this.#slot(x.live());
    const { kind, launched } = this.slots[index]!;
    if (kind !== "inside" || launched) {
      const work = launched ? this.work : this.inspections;
      work.push({ at: this.launches.length, f, tensors: [this.#tensor(x)] });
    } // else the host alone has written it, so that it is the same in each replay
    this.#run(() => f(x), [index]);
  }

  /** Keeps the elements of `x` where they are: returns a tensor that no scope frees. */
  keep(x: Tensor): Tensor {
    const index = this.#slot(x.live());
    const own = this.#root(x);
    retain(x.storage, x.shape); // beside the tensor, which may be disposed by whoever it is given to
    this.#kept.push(x.storage);
    this.results.push(index);
    this.slots[index]!.kept += 2;
    return own;
  }

  isKept(storage: Storage): boolean {
    return this.#kept.includes(storage);
  }

  /** A tensor that was kept, or another in its place if it has been disposed. */
  revive(x: Tensor): Tensor {
    return x.disposed && this.isKept(x.storage) ? this.#root(x) : x;
  }

  #root({ storage, shape, strides, offset }: Tensor): Tensor {
    const own = new Tensor(storage, shape, strides, offset, true);
    this.#own.push(own);
    return own;
  }

  kindOf(x: Tensor): Slot["kind"] {
    return this.slots[this.#slot(x.live())]!.kind;
  }

  /** What was made in the step and is still alive when its scope is closed, beside what it returned; null when nothing is. */
  survivor(): CaptureError | null {
    const index = this.slots.findIndex(({ kind, storage, kept }) => kind === "inside" && storage.refs > kept);
    if (index < 0) return null;
    return new CaptureError("capture", "the step makes a tensor that lives on after it.", {
      given: this.describe(index),
      expected: "only what the step returns to be there after it",
      fix: "make parameters, moments and caches before the step, and change them by assign()",
    });
  }

  /** Frees what was kept. */
  dispose(): void {
    this.stop();
    for (const storage of this.#kept) release(storage);
    for (const x of this.#own) x.dispose();
    this.#kept.length = 0;
    this.#own.length = 0;
  }

  /** What a person may recognise a storage by. */
  describe(index: number): string {
    const { kind, storage } = this.slots[index]!;
    if (kind === "input") return `an input of the step, ${storage.dtype} of ${storage.length}`;
    if (kind !== "inside") return `a ${storage.dtype} tensor of ${storage.length} from outside the step`;
    const maker = this.launches.findLast(({ args }) => args.some((arg) => isPlace(arg) && arg.slot === index));
    return `a ${storage.dtype} tensor of ${storage.length} that ${maker ? maker.kernel : "the host"} computed`;
  }

  #run(f: () => void, given: readonly number[]): void {
    using _ = memoryScope(); // what it makes is its own affair
    this.working = true;
    this.#given = given;
    setCurrentNotes(null);
    try {
      f();
    } finally {
      this.working = false;
      if (this.noting) this.start(); // another step may have been captured meanwhile
    }
  }

  #checkKept(index: number): void {
    if (this.slots[index]!.kind === "outside" || this.#given.includes(index)) return;
    this.fail("onHost reads a tensor that it was not given.", {
      given: this.describe(index),
      expected: "the tensors that stand after the function",
      fix: "pass it: onHost((x) => …, x)",
    });
  }

  #tensor(x: Tensor): NotedTensor {
    const { shape, strides, offset } = x;
    const slot = this.#slot(x.live());
    return { slot, shape, strides, offset, kept: this.slots[slot]!.kind === "inside" ? this.keep(x) : null };
  }

  #place(x: Tensor): NotedPlace {
    const slot = this.#slot(x.live());
    this.slots[slot]!.launched = true;
    return { slot, bytes: x.offset * bytesPerElement[x.dtype] };
  }

  /** A storage that was not seen being made is from outside. */
  #slot(storage: Storage): number {
    return this.#slotOf.get(storage) ?? this.#add("outside", storage);
  }

  #add(kind: Slot["kind"], storage: Storage, data: TypedArray | null = null): number {
    const index = this.slots.push({ kind, storage, data, launched: false, kept: 0 }) - 1;
    if (kind !== "constant") this.#slotOf.set(storage, index);
    return index;
  }
}

export function isPlace(arg: NotedPlace | DynamicNumber): arg is NotedPlace {
  return typeof arg === "object";
}
