import { parametersOf } from "@cairn-ml/kernels";
import type { DynamicNumber } from "../device.js";
import { isPlace, type NotedPlace, type Notes } from "./notes.js";

/** What two runs of a step did differently, in words; null when a replay of the one is the other. */
export function difference(before: Notes, now: Notes): string | null {
  const n = Math.min(before.launches.length, now.launches.length);
  for (let i = 0; i < n; i++) {
    const found = writtenDifference(before, now, i) ?? launchDifference(before, now, i);
    if (found) return found;
  }
  if (before.launches.length !== now.launches.length) {
    const [longer] = before.launches.length > n ? [before] : [now];
    return `${before.launches.length} launches became ${now.launches.length}; the first that only one has is ${longer.launches[n]!.kernel}`;
  }
  if (String(before.results) !== String(now.results)) return "other tensors are returned, or read on the host";
  return workDifference(before, now) ?? streamDifference(before, now);
}

function launchDifference(before: Notes, now: Notes, i: number): string | null {
  const [a, b] = [before.launches[i]!, now.launches[i]!];
  const name = `launch ${i + 1}, ${b.kernel}:`;
  if (a.kernel !== b.kernel) return `${name} it was ${a.kernel} before`;
  if (a.extent !== b.extent) return `${name} its extent was ${a.extent} and became ${b.extent}`;
  for (let k = 0; k < a.args.length; k++) {
    const found = argumentDifference(before, now, a.args[k]!, b.args[k]!);
    if (found) return `${name} "${parametersOf(b.kernel)[k]}" ${found}`;
  }
  return null;
}

function argumentDifference(
  before: Notes,
  now: Notes,
  a: NotedPlace | DynamicNumber,
  b: NotedPlace | DynamicNumber,
): string | null {
  if (typeof a === "function" || typeof b === "function") {
    return typeof a === typeof b ? null : "was a function in one run only";
  }
  if (!isPlace(a) || !isPlace(b)) {
    if (isPlace(a) || isPlace(b)) return "was absent in one run only";
    return Object.is(a, b) ? null : `was ${a} and became ${b}`;
  }
  if (a.bytes !== b.bytes || a.slot !== b.slot) return "lies elsewhere";
  const [x, y] = [before.slots[a.slot]!, now.slots[b.slot]!];
  if (x.kind !== y.kind) return "lies elsewhere";
  if (x.kind === "outside") return x.storage === y.storage ? null : "is another tensor from outside the step";
  const { dtype, length } = x.storage;
  if (dtype !== y.storage.dtype || length !== y.storage.length) {
    return `was ${dtype} of ${length} and became ${y.storage.dtype} of ${y.storage.length}`;
  }
  return null;
}

/** What the host writes comes first in the launch that copies it. */
function writtenDifference(before: Notes, now: Notes, i: number): string | null {
  const [old, fresh] = [before, now].map(({ launches, slots }) => {
    const source = launches[i]!.args[0]!;
    return isPlace(source) ? slots[source.slot]!.data : null;
  });
  if (!old || !fresh) return null;
  if (old.length !== fresh.length) {
    return `what the host writes was of ${old.length} and became of ${fresh.length} elements`;
  }
  const at = old.findIndex((value, k) => !Object.is(value, fresh[k]));
  return at < 0 ? null : `what the host writes changed: element ${at} was ${old[at]} and became ${fresh[at]}`;
}

function workDifference(before: Notes, now: Notes): string | null {
  const same = (a: Notes["work"], b: Notes["work"]) =>
    a.length === b.length &&
    a.every(({ at, tensors }, i) => {
      const other = b[i]!;
      return (
        at === other.at &&
        tensors.length === other.tensors.length &&
        tensors.every((x, k) => x.slot === other.tensors[k]!.slot)
      );
    });
  if (same(before.work, now.work) && same(before.inspections, now.inspections)) return null;
  return "the work by onHost came at other places";
}

function streamDifference(before: Notes, now: Notes): string | null {
  for (let i = 0; i < Math.max(before.streams.length, now.streams.length); i++) {
    const [a, b] = [before.streams[i], now.streams[i]];
    if (!a || !b) return "the streams of random numbers are not as many";
    const same = a.purpose === b.purpose && a.step === b.step && a.input === b.input && a.drawn === b.drawn;
    if (!same || before.streams.indexOf(a.parent!) !== now.streams.indexOf(b.parent!)) {
      return `the stream fork("${a.purpose}", ${a.step}) became fork("${b.purpose}", ${b.step})`;
    }
  }
  return null;
}
