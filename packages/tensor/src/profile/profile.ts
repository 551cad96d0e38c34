import "../symbol-dispose.js";
import { type Device, defaultDevice } from "../device.js";
import { ValueError } from "../errors.js";
import { formatProfile } from "./format-profile.js";
import { workOf } from "./kernel-work.js";
import { listenToSpans } from "./span.js";
import { type ProfileReport, Tally } from "./tally.js";
import type { TraceDocument } from "./timeline.js";

export interface ProfileOptions {
  /** The device to watch; the default device unless given. */
  readonly device?: Device;
  /** Counts only what happens within spans of this name, such as the "step" of `fit`; everything unless given. */
  readonly within?: string;
  /** How many events `trace()` has at most, those of the last spans; none unless given. */
  readonly events?: number;
}

let open: Profile | null = null;

/** True while a profile is open: what is launched then has to pass through `Device.launch`, a kernel at a time. */
export function isProfiling(): boolean {
  return open !== null;
}

/** Where the time of a program goes; see `profile`. */
export class Profile implements Disposable {
  readonly device: Device;
  readonly #tally: Tally;

  /** Not called directly: see `profile`. */
  constructor({ device = defaultDevice(), within = "", events = 0 }: ProfileOptions) {
    if (open) {
      throw new ValueError("profile", "another profile is open.", {
        given: "a second profile()",
        expected: "one at a time",
        fix: "close the first one; `using` does so at the closing brace",
      });
    }
    open = this;
    this.device = device;
    this.#tally = new Tally(within, events);
    this.#watchLaunches();
    listenToSpans({
      begin: (name, number) => this.#tally.begin(name, number, performance.now()),
      end: () => this.#tally.end(performance.now()),
    });
    if (within === "") this.#tally.begin("", undefined, performance.now());
  }

  /** Where the time went until now. */
  report(): ProfileReport {
    return this.#tally.report(performance.now());
  }

  /** The last spans with their launches, for Perfetto or chrome://tracing: write it to a file as JSON. */
  trace(): TraceDocument {
    return this.#tally.timeline.document(this.device.name);
  }

  /** The report as a table. */
  toString(): string {
    return formatProfile(this.report());
  }

  /** Ends the profile; its report stays. */
  [Symbol.dispose](): void {
    if (open !== this) return;
    open = null;
    listenToSpans(null);
    Reflect.deleteProperty(this.device, "launch");
    while (this.#tally.counting) this.#tally.end(performance.now());
  }

  /**
   * Covers the device's `launch` by one that takes the time. Tensors know their device, and it takes only those, so a second device
   * around the first could not compute with tensors that are there already.
   */
  #watchLaunches(): void {
    const { device } = this;
    const tally = this.#tally;
    const launch = device.launch as (...args: unknown[]) => void;
    device.launch = (kernel, extent, ...args) => {
      if (!tally.counting) {
        launch.call(device, kernel, extent, ...args);
        return;
      }
      const began = performance.now();
      launch.call(device, kernel, extent, ...args);
      const ended = performance.now();
      tally.launched(kernel, workOf(kernel, extent, args), began, ended);
    };
  }
}

/**
 * Takes the time of every kernel that runs from now on, until it is closed:
 *
 * ```ts
 * import { init, ones, profile } from "@cairn-ml/tensor";
 *
 * await init();
 * const x = ones([64, 64]);
 * using p = profile();
 * for (let i = 0; i < 10; i++) x.matmul(x).tanh();
 * console.log(String(p)); // a table: matmul 64×64×64 NN, 10 calls, …
 * ```
 *
 * Throws: ValueError while another one is open.
 */
export function profile(options: ProfileOptions = {}): Profile {
  return new Profile(options);
}
