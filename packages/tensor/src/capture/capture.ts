import { type Device, defaultDevice } from "../device.js";
import { CaptureError, MemoryError } from "../errors.js";
import { isProfiling } from "../profile/profile.js";
import { isRecording } from "../tape.js";
import { currentNotes } from "./current.js";
import { gather, Leaves, templateOf } from "./inputs.js";
import { Variant } from "./variant.js";

export interface CaptureOptions {
  /**
   * Runs the step twice as it is, and replays it only if both runs asked the same of the device; true unless given. Without, a
   * number that changes from call to call goes on in replays as it was.
   */
  readonly verify?: boolean;
  /**
   * Is told, once, why the step cannot be captured; it then runs as it is on each call. Without it such a step throws a
   * CaptureError.
   */
  readonly fallback?: (reason: CaptureError) => void;
}

/** A step that is captured as it is called. */
export interface CapturedStep<Inputs extends readonly unknown[], Result> extends Disposable {
  (...inputs: Inputs): Result;
  /** Frees all that was kept, the results too. */
  dispose(): void;
}

const mostVariants = 8;

/**
 * A function that does what `step` does, in one call of the device: it runs the step while noting what it asks of the device,
 * and replays that, with the same bits. A step is a whole turn of training, say: loss, gradients, optimiser.
 *
 * Inputs are tensors and Rngs, alone or in arrays and plain objects; numbers and strings among them are part of what is
 * captured. Inputs of another shape are captured anew (the last 8 are kept). The step may use tensors from outside, parameters
 * above all, and change them by `assign`. It returns tensors, alone or in arrays and plain objects: they are the captured
 * function's own, and good until its next call. Numbers are not read inside, except by `onHost`. A variable outside that holds
 * another number or another tensor after the second call is not looked at again, unless the tensor before was freed.
 *
 * On a device that cannot replay, while a profile is open or the call is being differentiated, and within another captured step
 * it is a plain call of `step`.
 *
 * Throws: CaptureError for a step that does something else (see `fallback`); whatever the step throws.
 */
export function capture<Inputs extends readonly unknown[], Result>(
  step: (...inputs: Inputs) => Result,
  options: CaptureOptions = {},
): CapturedStep<Inputs, Result> {
  const captured = new Captured(step as unknown as Step, options);
  const call = (...inputs: Inputs): Result => captured.call(inputs) as Result;
  const dispose = () => captured.dispose();
  return Object.assign(call, { dispose, [Symbol.dispose]: dispose });
}

type Step = (...inputs: unknown[]) => unknown;

class Captured {
  readonly #step: Step;
  readonly #options: CaptureOptions;
  readonly #variants: Variant[] = []; // the last used first
  #plain = false; // the step cannot be captured
  #running = false;
  #disposed = false;

  constructor(step: Step, options: CaptureOptions) {
    this.#step = step;
    this.#options = options;
  }

  call(inputs: readonly unknown[]): unknown {
    if (this.#disposed) throw disposedError();
    if (this.#plain || this.#running || currentNotes() || isProfiling() || isRecording()) return this.#step(...inputs);
    const variant = this.#variantOf(inputs);
    if (!variant) return this.#step(...inputs);
    this.#running = true;
    try {
      return variant.run(this.#step);
    } finally {
      this.#running = false;
      if (variant.failure) this.#giveUp(variant.failure);
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#free();
  }

  /** The variant that these inputs fit, which then has them; null where the step is to run as it is. */
  #variantOf(inputs: readonly unknown[]): Variant | null {
    const variants = this.#variants;
    for (let i = 0; i < variants.length; i++) {
      const variant = variants[i]!;
      if (!gather(variant.template, inputs, variant.leaves)) continue;
      if (i > 0) variants.unshift(...variants.splice(i, 1));
      return variant;
    }
    try {
      return this.#newVariant(inputs);
    } catch (error) {
      if (!(error instanceof CaptureError) || !this.#options.fallback) throw error;
      this.#giveUp(error);
      return null;
    }
  }

  #newVariant(inputs: readonly unknown[]): Variant | null {
    const { verify = true, fallback } = this.#options;
    const leaves = new Leaves();
    const template = templateOf(inputs, leaves);
    const device = leaves.tensors[0]?.device ?? defaultDevice();
    if (!device.replayer) {
      this.#giveUp(cannotReplay(device));
      return null;
    }
    const elsewhere = leaves.tensors.find((x) => x.device !== device);
    if (elsewhere) throw onTwoDevices(device, elsewhere.device);
    const variant = new Variant({ device, template, leaves, strict: !fallback, verify });
    if (this.#variants.length === mostVariants) this.#variants.pop()!.dispose();
    this.#variants.unshift(variant);
    return variant;
  }

  #giveUp(reason: CaptureError): void {
    this.#plain = true;
    this.#free();
    this.#options.fallback?.(reason);
  }

  #free(): void {
    for (const variant of this.#variants) variant.dispose();
    this.#variants.length = 0;
  }
}

function cannotReplay(device: Device): CaptureError {
  return new CaptureError("capture", `the ${device.name} device cannot replay.`, {
    given: `the ${device.name} device`,
    expected: "the wasm device",
    fix: "nothing to do: the step gives the same results as it is",
  });
}

function onTwoDevices(device: Device, other: Device): CaptureError {
  return new CaptureError("capture", "the inputs lie on two devices.", {
    given: `tensors on ${device.name} and on ${other.name}`,
    expected: "all on the device on which the step computes",
    fix: "copy them: fromData(x.data(), x.shape, { device })",
  });
}

function disposedError(): MemoryError {
  return new MemoryError("capture", "the captured function was called after it had been disposed.", {
    given: "a call after dispose()",
    expected: "a captured function that is alive",
    fix: "capture the step again",
  });
}
