import type { Workload } from "../../bench/workload.js";
import { isCalled } from "../../bench/workloads.js";
import { UsageError } from "../../errors.js";

/** The workloads that are meant by `w5` or `w5-mlp`, in the order of the list, each once; all of them by no names. */
export function pickWorkloads(names: readonly string[], workloads: readonly Workload[]): readonly Workload[] {
  for (const name of names) {
    if (workloads.some((workload) => isCalled(workload, name))) continue;
    throw new UsageError(`bench: there is no workload ${JSON.stringify(name)}.`, {
      given: name,
      expected: workloads.map((workload) => workload.name).join(", "),
      fix: "name some of these, by their first part or whole, or none for all",
    });
  }
  return names.length === 0
    ? workloads
    : workloads.filter((workload) => names.some((name) => isCalled(workload, name)));
}
