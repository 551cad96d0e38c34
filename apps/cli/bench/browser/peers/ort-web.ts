import type { Case } from "../../../src/bench/workload.js";
import { integers } from "./data.ts";
import { peerModule, type System } from "./system.ts";

interface OrtTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

type Feeds = Readonly<Record<string, OrtTensor>>;

interface Session {
  readonly inputNames: readonly string[];
  run(feeds: Feeds): Promise<Feeds>;
}

/** The part of onnxruntime-web that is used here. */
interface Ort {
  readonly env: { readonly wasm: { numThreads: number; wasmPaths: unknown } };
  readonly Tensor: new (type: string, data: Float32Array | BigInt64Array, dims: readonly number[]) => OrtTensor;
  readonly InferenceSession: { create(model: Uint8Array, options: object): Promise<Session> };
}

/** GPT-2 of 124 million parameters, as ours is measured: see w10. */
const [vocabSize, heads, headWidth, prompt, written] = [50257, 12, 64, 128, 64];

/** onnxruntime-web: a session, which takes the cache of keys and values in and gives the next one out. */
export async function startOrt(backend: string, threads: number): Promise<System> {
  const ort = await peerModule<Ort>("ort-web");
  const at = "/peers/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded";
  ort.env.wasm.wasmPaths = { mjs: `${at}.mjs`, wasm: `${at}.wasm` };
  ort.env.wasm.numThreads = threads;
  return {
    threads,
    async *cases(name) {
      if (name !== "w10-gpt2-infer") return;
      const model = new Uint8Array(await (await fetch("/peers/gpt2.onnx")).arrayBuffer());
      const options = { executionProviders: [backend], graphOptimizationLevel: "all" };
      yield* inferenceCases(ort, await ort.InferenceSession.create(model, options));
    },
  };
}

/** Those of ours, with the same names. */
async function* inferenceCases(ort: Ort, session: Session): AsyncGenerator<Case> {
  const noCache: Feeds = Object.fromEntries(
    session.inputNames
      .filter((name) => name.startsWith("past."))
      .map((name) => [name, new ort.Tensor("float32", new Float32Array(0), [1, heads, 0, headWidth])]),
  );
  const longs = (values: readonly number[]) =>
    new ort.Tensor("int64", BigInt64Array.from(values, BigInt), [values.length]);
  /** Reads tokens after `at` others; logits of those at `from` and later. */
  const forward = (tokens: readonly number[], cache: Feeds, at: number, from: number): Promise<Feeds> => {
    const [T, S] = [tokens.length, at + tokens.length];
    const mask = Float32Array.from({ length: T * S }, (_, i) => (i % S > at + Math.floor(i / S) ? -1e9 : 0));
    return session.run({
      ...{ ids: longs(tokens), positions: longs(tokens.map((_, i) => at + i)) },
      ...{ mask: new ort.Tensor("float32", mask, [T, S]), from: longs([from]), ...cache },
    });
  };
  const tokens = integers(prompt, vocabSize);
  const prefill = { unit: "tokens/s", work: prompt, repeats: 5 };
  const read = (from: number) => repeated(() => forward(tokens, noCache, 0, from));
  yield { ...prefill, metric: `prefill ${prompt}`, note: "logits of the last position", run: read(prompt - 1) };
  yield { ...prefill, metric: `prefill ${prompt}, all logits`, note: "logits of every position", run: read(0) };
  const start = await forward(tokens, noCache, 0, prompt - 1);
  yield {
    ...{ metric: `decode ${written}`, unit: "tokens/s", work: written, repeats: 5, seconds: 0.1 },
    note: "key/value cache, greedy",
    run: repeated(async () => {
      let out = start;
      for (let at = prompt; at < prompt + written; at++) {
        out = await forward([likeliest(out.logits!.data)], cacheOf(out), at, 0);
      }
    }),
  };
}

function repeated(step: () => Promise<unknown>): Case["run"] {
  return async (steps) => {
    for (let i = 0; i < steps; i++) await step();
  };
}

/** What the next run takes of what one gave: `present.k0` becomes `past.k0`. */
function cacheOf(out: Feeds): Feeds {
  const kept = Object.entries(out).filter(([name]) => name.startsWith("present."));
  return Object.fromEntries(kept.map(([name, tensor]) => [name.replace("present", "past"), tensor]));
}

function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  return best;
}
