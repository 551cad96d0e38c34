import { type Device, setDefaultDevice } from "./device.js";
import { ReferenceDevice } from "./devices/reference.js";
import { WasmDevice } from "./devices/wasm.js";

export interface InitOptions {
  /** "wasm" (the default), "reference", or a device of your own. */
  readonly device?: "wasm" | "reference" | Device;
  /**
   * How many threads are wanted, 16 at most; as many as the machine runs at once unless said. Results do not depend on it. In a
   * browser there are several only in a Worker of a cross-origin isolated page. A device says in `threads` how many it has.
   */
  readonly threads?: number;
  /** What the reference device stores; float64 unless said. */
  readonly dtype?: "float32" | "float64";
}

/** Starts a device and makes it the default. Call it once, before the first tensor; every op after it is synchronous. */
export async function init({ device = "wasm", threads, dtype }: InitOptions = {}): Promise<Device> {
  const made =
    device === "wasm"
      ? await WasmDevice.create({ ...(threads !== undefined && { threads }) })
      : device === "reference"
        ? new ReferenceDevice({ ...(dtype && { dtype }) })
        : device;
  setDefaultDevice(made);
  return made;
}
