import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Line, type Machine, merge, ours, type Results } from "./results.ts";

export interface RunOptions {
  /** The folder of the other systems' programs, with `run.sh`. */
  readonly peers: string;
  readonly rounds: number;
  /** Those that other systems have too. */
  readonly workloads: readonly string[];
  /** Another Node, for a column of its own. */
  readonly node: string | undefined;
  /** Another Python, with another version of PyTorch. */
  readonly python: string | undefined;
}

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** Runs everything in turn, round after round, and gives after each round the best of each so far. */
export function* runAll({ peers, rounds, workloads, node, python }: RunOptions): Generator<Results> {
  const names = [...workloads, "memory", "limits", "start"].join(" ");
  const text = join(process.env.PEER_DATA ?? join(peers, "../data"), "06-corpus/books.txt");
  const from = existsSync(text) ? ` --from '${text}'` : ""; // without it there is no w11
  const commands = [
    `npm run -s cairn -- bench ${names} size --json${from}`,
    ...(node ? [`${node} apps/cli/dist/main.js bench ${names} --json${from}`] : []),
  ];
  const browser = `npm run -s bench -- cli/bench/browser -- ${names} --peers '${resolve(peers)}'`;
  const file = join(peers, "out/results.jsonl");
  const before = linesOf(file).length;
  const load = Number(loadavg()[0]!.toFixed(1));
  for (let round = 1; round <= rounds; round++) {
    const backends = round === 1 ? "" : " --backends wasm"; // the others take minutes where there is no graphics processor
    runScript(peers, [
      ...workloads,
      ...[...commands, `${browser}${backends}`].flatMap((command) => ["--with", command]),
    ]);
    const torch = workloads.map((workload) => `${workload}/torch`);
    if (python) runScript(peers, torch, { PEER_PYTHON: python });
    const lines = linesOf(file).slice(before).map(clean);
    yield { machine: { ...describeMachine(), load, rounds: round }, lines: merge(lines) };
  }
}

/** Standard output is for nobody, so all of it goes where progress goes. */
function runScript(peers: string, args: readonly string[], env: Record<string, string> = {}): void {
  const { status, error } = spawnSync(join(peers, "run.sh"), args, {
    cwd: root,
    stdio: ["ignore", process.stderr.fd, process.stderr.fd],
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`run.sh ended with ${status}`);
}

function linesOf(file: string): Line[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

/** A line without what `run.sh` adds; another Node than this one is named with the peer. */
function clean(line: Line): Line {
  const { run: _, at: __, ...rest } = line as Line & { run: string; at: string };
  const [, node = process.versions.node] = / node ([\d.]+)/.exec(line.version) ?? [];
  const isOther = line.peer === ours && node !== process.versions.node;
  return isOther ? { ...rest, peer: `${ours} (Node ${node.split(".")[0]})` } : rest;
}

function describeMachine(): Omit<Machine, "load" | "rounds"> {
  const cpuinfo = existsSync("/proc/cpuinfo") ? readFileSync("/proc/cpuinfo", "utf8") : "";
  const [, family] = /^cpu family\s*: (\d+)/m.exec(cpuinfo) ?? [];
  const [, model] = /^model\s*: (\d+)/m.exec(cpuinfo) ?? [];
  return {
    cpu: `${cpus()[0]?.model.trim() ?? "unknown"}${family ? ` (family ${family}, model ${model})` : ""}`,
    cores: availableParallelism(),
    avx512: /\bavx512f\b/.test(cpuinfo),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()}`,
    date: new Date().toISOString().slice(0, 10),
  };
}
