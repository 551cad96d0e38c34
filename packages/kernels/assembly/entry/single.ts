import { execute } from "../generated/dispatch";
import { scratchBase } from "../generated/layout";

export * from "../generated/dispatch";

/** Executes the records in [program, programEnd). Returns 0: there is no other thread that could fail. */
export function run(program: usize, programEnd: usize): usize {
  for (let record = program; record < programEnd; record += load<u32>(record, 4) << 2) {
    execute(record, 0, load<i32>(record, 8), scratchBase);
  }
  return 0;
}
