import { type Device, defaultDevice, type MemoryReport } from "./device.js";

/** What is held of a device's memory, the default device's unless another is given; see `checkLeaks` for who holds it. */
export function memory(device: Device = defaultDevice()): MemoryReport {
  return device.memory();
}
