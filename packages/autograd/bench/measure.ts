export interface Times {
  readonly best: number;
  readonly median: number;
  readonly worst: number;
  readonly n: number;
}

/** Nanoseconds that a call of `step` takes, of `repeats` of about `seconds` each, after a warm-up. */
export function nanoseconds(step: () => void, options: { repeats?: number; seconds?: number } = {}): Times {
  const { repeats = 7, seconds = 0.35 } = options;
  const run = (count: number) => {
    const began = performance.now();
    for (let i = 0; i < count; i++) step();
    return (performance.now() - began) / 1000;
  };
  let count = 1;
  let took = run(1);
  for (let spent = took; spent < seconds || took < seconds / 3; spent += took) {
    count = Math.max(count + 1, Math.min(count * 10, Math.round((count * seconds) / took)));
    took = run(count);
  }
  count = Math.max(1, Math.round((count * seconds) / took));
  const times = Array.from({ length: repeats }, () => (run(count) / count) * 1e9).sort((a, b) => a - b);
  return { best: times[0]!, median: times[repeats >> 1]!, worst: times.at(-1)!, n: repeats };
}
