import { type Engine, Program, type ProgramSlot } from "@cairn-ml/kernels";
import type { Place, PlacedLaunch, ReplayProgram } from "../device.js";

/** A program of the engine, with places in storages for addresses. */
export class WasmProgram implements ReplayProgram<ProgramSlot> {
  readonly #program: Program;

  constructor(engine: Engine, launches: readonly PlacedLaunch[]) {
    const addressed = launches.map(({ kernel, extent, args }) => ({
      kernel,
      extent,
      args: args.map((arg) => (typeof arg === "number" ? arg : addressOf(arg))),
    }));
    this.#program = new Program(engine, addressed);
  }

  run(first: number, end: number): void {
    this.#program.run(first, end);
  }

  slot(launch: number, argument: number): ProgramSlot {
    return this.#program.slot(launch, argument);
  }

  set(slot: ProgramSlot, value: number): void {
    this.#program.set(slot, value);
  }

  place(slot: ProgramSlot, place: Place): void {
    this.#program.set(slot, addressOf(place));
  }

  dispose(): void {
    this.#program.dispose();
  }
}

function addressOf({ storage, bytes }: Place): number {
  return (storage.handle as number) + bytes;
}
