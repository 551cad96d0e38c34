import { availableParallelism, cpus } from "node:os";
import { type Device, init, Rng, uniform, WasmDevice, type WasmFeatures, wasmFeatures } from "@cairn-ml/tensor";
import { explain } from "../errors.js";
import { colors } from "../output/colors.js";
import { table } from "../output/table.js";
import { version } from "../version.js";

interface Findings {
  readonly node: string;
  readonly v8: string;
  readonly cpu: string;
  readonly cores: number;
  readonly wasm: WasmFeatures;
  /** What `train` and `generate` use unless told otherwise. */
  readonly device: string;
  readonly threads: number;
  /** Of the WebAssembly engine: its build, and how far its memory can grow. */
  readonly engine?: { readonly build: string; readonly maximumBytes: number };
  readonly versions: Readonly<Record<string, string>>;
}

/** `cairn doctor`: what this machine can do, and whether Cairn computes rightly on it. */
export async function doctor({ json }: { json?: boolean }): Promise<void> {
  const cores = availableParallelism();
  const started = await init().catch((error: unknown) => explain(error).message);
  const problem = typeof started === "string" ? started : await compute(started);
  const device = typeof started === "string" ? await init({ device: "reference" }) : started;
  const findings: Findings = {
    node: process.versions.node,
    v8: process.versions.v8,
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores,
    wasm: wasmFeatures(),
    device: device.name,
    threads: device.threads,
    ...(device instanceof WasmDevice && { engine: engineOf(device) }),
    versions: { cairn: version(), rng: Rng.version },
  };
  if (json) process.stdout.write(`${JSON.stringify(findings)}\n`);
  else print(findings, problem);
}

function engineOf({ engine }: WasmDevice): NonNullable<Findings["engine"]> {
  return { build: engine.build, maximumBytes: engine.maximumBytes };
}

/** Multiplies two matrices here and on the reference device. Returns what is wrong, or null. */
async function compute(device: Device): Promise<string | null> {
  const product = () => {
    const rng = new Rng(0);
    return uniform(rng, [37, 53], -1, 1)
      .matmul(uniform(rng, [53, 29], -1, 1))
      .data();
  };
  const here = product();
  await init({ device: "reference" });
  const expected = product();
  await init({ device });
  return Array.from(here).every((value, i) => Math.abs(value - expected[i]!) < 1e-4)
    ? null
    : "a matrix product came out wrong";
}

function print(
  { node, v8, cpu, cores, wasm, device, threads, engine, versions }: Findings,
  problem: string | null,
): void {
  const yes = (value: boolean) => (value ? "yes" : "no");
  const rows = [
    ["Node.js", `${node} (V8 ${v8})`],
    ["processor", `${cpu}, ${cores} ${cores === 1 ? "core" : "cores"}`],
    ["WebAssembly SIMD", yes(wasm.simd)],
    ["  relaxed, faster still", yes(wasm.relaxedSimd)],
    ["  memory for threads", yes(wasm.threads)],
    ["computes on", `${device}, ${threads} ${threads === 1 ? "thread" : "threads"}`],
    ...(engine ? [["  build, memory", `${engine.build}, up to ${engine.maximumBytes / 2 ** 30} GiB`]] : []),
    ["Cairn", versions.cairn!],
  ];
  const { green, red } = colors(process.stdout);
  process.stdout.write(`${table([], rows)}\n`);
  process.stdout.write(
    problem === null
      ? `${green("All is well:")} Cairn computes here, and rightly.\n`
      : `${red("Not well:")} ${problem} Use --device reference, which is slow but sure.\n`,
  );
}
