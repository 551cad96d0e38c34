/** The most that 128-bit lanes can compute here: a loop of independent multiply-adds on registers, in GFLOP/s. */
export function fmaLimit(relaxed) {
  const chains = 12;
  const get = (i) => [0x20, i];
  const set = (i) => [0x21, i];
  const step = (i) =>
    relaxed
      ? [...get(1), ...get(2), ...get(i + 3), 0xfd, 0x85, 0x02, ...set(i + 3)] // f32x4.relaxed_madd
      : [...get(i + 3), ...get(1), 0xfd, 0xe6, 0x01, ...get(2), 0xfd, 0xe4, 0x01, ...set(i + 3)]; // f32x4.mul, add
  const sums = Array.from({ length: chains }, (_, i) => i);
  const steps = sums.flatMap(step);
  const total = sums.slice(1).flatMap((i) => [...get(i + 3), 0xfd, 0xe4, 0x01]);
  const body = [
    ...[1, chains + 2, 0x7b], // locals: factors 1 and 2, and the sums, v128
    ...[0x03, 0x40, ...steps, ...get(0), 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b], // do { steps } while (--n)
    ...[...get(3), ...total, 0xfd, 0x1f, 0, 0x0b], // the first lane of the sum
  ];
  const module = Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 6, 1, 0x60, 1, 0x7f, 1, 0x7d], // (i32) -> f32
    ...[3, 2, 1, 0],
    ...[7, 5, 1, 1, 0x66, 0, 0], // export "f"
    ...section(10, [1, ...leb(body.length), ...body]),
  );
  const { f } = new WebAssembly.Instance(new WebAssembly.Module(module)).exports;
  let best = 0;
  for (let round = 0; round < 60; round++) {
    const n = 200_000;
    const started = performance.now();
    f(n);
    best = Math.max(best, (n * chains * 8e-6) / (performance.now() - started));
  }
  return best;
}

function section(id, content) {
  return [id, ...leb(content.length), ...content];
}

function leb(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)];
}
