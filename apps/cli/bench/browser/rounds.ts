import type { BenchLine } from "../../src/bench/line.js";
import { ratio } from "../performance/results.ts";
import { runInNode } from "./node.ts";
import { type Peer, peersOf } from "./peers.ts";
import type { Job, Named } from "./request.ts";

export interface Rounds {
  /** Has the browser do something. */
  readonly run: <T>(job: Job, onLine?: (line: BenchLine) => void) => Promise<T>;
  readonly onLine: (line: BenchLine) => void;
  /** Says what is left out, and why. */
  readonly say: (text: string) => void;
  readonly names: readonly string[];
  readonly threads: readonly number[];
  readonly rounds: number;
  /** The folder of other systems. */
  readonly peers: string | undefined;
  /** Those that are tried. */
  readonly backends: readonly string[];
  readonly node: boolean;
  readonly large: boolean;
  readonly effort: { readonly repeats?: number; readonly seconds?: number };
}

/** Ours in the browser, the peers there, ours in Node, in turn. */
export async function runRounds(rounds: Rounds): Promise<void> {
  const { run, onLine, threads, effort } = rounds;
  const counts = new Set<number>();
  for (const wanted of threads) counts.add(await run<number>({ kind: "threads", threads: wanted }));
  const chosen = await run<Named[]>({ kind: "names", names: rounds.names });
  const peers = new PeerRuns(rounds);
  for (let round = 1; round <= rounds.rounds; round++) {
    for (const { name, single } of chosen) {
      const on = single ? [1] : [...counts];
      for (const threads of on) await run({ kind: "workload", name, threads, ...effort }, onLine);
      await peers.runAll(name, on);
      if (rounds.node) for (const threads of on) await runInNode(name, { threads, ...effort }, onLine);
    }
  }
}

/** How many times slower a backend is than another of the same system before larger workloads do not wait for it. */
const hopeless = 20;

class PeerRuns {
  readonly #rounds: Rounds;
  /** Workloads with a backend that is not tried again, as `w5-mlp tfjs cpu`. */
  readonly #out = new Set<string>();
  /** Why a backend is not tried in any other workload. */
  readonly #slow = new Map<string, string>();

  constructor(rounds: Rounds) {
    this.#rounds = rounds;
  }

  /** Every backend of every system, each on each number of threads; in later rounds the fastest of each system. */
  async runAll(name: string, on: readonly number[]): Promise<void> {
    const { peers: folder, backends } = this.#rounds;
    if (folder === undefined) return;
    const systems = new Map<string, Peer[]>();
    for (const peer of peersOf(folder, name)) {
      if (!backends.includes(peer.backend) || this.#out.has(`${name} ${peer.title}`)) continue;
      systems.set(peer.system, [...(systems.get(peer.system) ?? []), peer]);
    }
    for (const tried of systems.values()) {
      const found: Found[] = [];
      for (const peer of tried) found.push(...(await this.#run(peer, name, on)));
      this.#compare(name, tried, found);
    }
  }

  /** The first figure of each run of a backend. */
  async #run({ missing, ...peer }: Peer, name: string, on: readonly number[]): Promise<Found[]> {
    const { run, onLine, say, effort, large } = this.#rounds;
    const { system, backend, title, version } = peer;
    const found: Found[] = [];
    try {
      const reason = missing ?? this.#slow.get(title);
      if (reason) throw new Error(reason);
      for (const threads of peer.hasThreads ? on : [Math.max(...on)]) {
        const lines: BenchLine[] = [];
        const who = { peer: `${title} (Chromium)`, version };
        await run({ kind: "peer", name, system, backend, large, ...effort, threads, who }, (line) => {
          lines.push(line);
          onLine(line);
        });
        if (lines[0]) found.push({ title, line: lines[0] });
      }
    } catch (error) {
      say(`${name}: ${title} is left out: ${(error as Error).message}`);
    }
    return found;
  }

  #compare(name: string, tried: readonly Peer[], found: readonly Found[]): void {
    const best = (some: readonly Found[]) =>
      some.reduce<Found | undefined>((a, b) => (a && ratio(a.line, b.line)! >= 1 ? a : b), undefined);
    const fastest = best(found);
    for (const { title } of tried) {
      if (title === fastest?.title) continue;
      this.#out.add(`${name} ${title}`);
      const times = ratio(fastest?.line, best(found.filter((one) => one.title === title))?.line) ?? 0;
      if (times > hopeless)
        this.#slow.set(title, `in ${name} it was ${Math.round(times)} times slower than ${fastest!.title}`);
    }
  }
}

interface Found {
  readonly title: string;
  readonly line: BenchLine;
}
