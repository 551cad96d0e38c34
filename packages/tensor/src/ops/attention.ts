import { empty, emptyLike } from "../creation.js";
import type { DynamicNumber } from "../device.js";
import { ShapeError } from "../errors.js";
import { formatShape } from "../shape.js";
import { isRecorded, record } from "../tape.js";
import type { Tensor } from "../tensor.js";
import { concat } from "./lists/concat.js";
import { dense, view } from "./support/strided.js";
import { requireFloat } from "./support/unary.js";

export interface AttentionOptions {
  /** Query i sees the keys up to i + (S - T): with as many keys as queries, itself and what came before. */
  readonly causal?: boolean;
  /** 1/√D unless said. */
  readonly scale?: number;
  /** When causal: keys that there are, the first so many of S. A replay of a captured step asks again. S unless said. */
  readonly visible?: DynamicNumber;
}

/** The axes of B batches of H heads of T rows, as strides in a tensor whose rows are contiguous. */
interface Heads {
  readonly x: Tensor;
  readonly strides: readonly [number, number, number];
}

/**
 * Weighted means of the values: softmax(scale · q kᵀ) v for each head, without the T × S matrix in memory.
 *
 * Shapes: (B, H, T, D), (B, H, S, D), (B, H, S, D) -> (B, H, T, D)
 * Source: Vaswani et al. 2017, arXiv:1706.03762, equation 1.
 */
export function scaledDotProductAttention(q: Tensor, k: Tensor, v: Tensor, options: AttentionOptions = {}): Tensor {
  for (const x of [q, k, v]) requireFloat("scaledDotProductAttention", x);
  const [B, H, T, D] = q.dims(4);
  const [, , S] = k.dims(4);
  const fits = [k, v].every(
    (x) => x.ndim === 4 && x.shape[0] === B && x.shape[1] === H && x.shape[2] === S && x.shape[3] === D,
  );
  if (!fits || (options.causal && S < T)) {
    throw new ShapeError("scaledDotProductAttention", "the queries, keys and values do not fit.", {
      given: `q ${formatShape(q.shape)}, k ${formatShape(k.shape)}, v ${formatShape(v.shape)}`,
      expected: `k and v (${B}, ${H}, S, ${D})${options.causal ? `, S at least ${T} when causal` : ""}`,
    });
  }
  const run = new Attention("scaledDotProductAttention", [B, H, T, S, D], options);
  const [qs, ks, vs] = [headsOf(q), headsOf(k), headsOf(v)];
  const y = empty([B, H, T, D], q.dtype, q.device);
  const lse = run.forward(qs, ks, vs, headsOf(y));
  return record(y, [q, k, v], (dy) => {
    if (isRecorded(q, k, v, dy)) return run.composedBackward(q, k, v, dy);
    const [dq, dk, dv] = [q, k, v].map((x) => emptyLike(x)) as [Tensor, Tensor, Tensor];
    run.backward([qs, ks, vs, headsOf(y)], headsOf(dense(dy)), lse, [headsOf(dq), headsOf(dk), headsOf(dv)]);
    return [dq, dk, dv];
  });
}

/**
 * Attention of a sequence to itself: the queries, keys and values of all heads side by side in each row, as one linear layer
 * makes them. The same as splitting, `scaledDotProductAttention` and joining, without the copies.
 *
 * Shapes: (B, T, 3·H·D) -> (B, T, H·D)
 */
export function selfAttention(qkv: Tensor, heads: number, options: AttentionOptions = {}): Tensor {
  requireFloat("selfAttention", qkv);
  const [B, T, width] = qkv.dims(3);
  const D = width / (3 * heads);
  if (!Number.isInteger(heads) || heads < 1 || !Number.isInteger(D)) {
    throw new ShapeError("selfAttention", `rows of ${width} do not split into ${heads} heads.`, {
      given: formatShape(qkv.shape),
      expected: `a last axis that is a multiple of ${3 * heads}`,
    });
  }
  const run = new Attention("selfAttention", [B, heads, T, T, D], options);
  const x = dense(qkv);
  const C = heads * D;
  const y = empty([B, T, C], x.dtype, x.device);
  const parts = packed(x, D, C, 3 * C);
  const out = packed(y, D, C, C)[0]!;
  const lse = run.forward(parts[0]!, parts[1]!, parts[2]!, out);
  return record(y, [qkv], (dy) => {
    if (isRecorded(qkv, dy)) return [composedSelfAttention(run, qkv, heads, dy)];
    const dx = emptyLike(x);
    const flow = packed(dense(dy), D, C, C)[0]!;
    run.backward([parts[0]!, parts[1]!, parts[2]!, out], flow, lse, packed(dx, D, C, 3 * C) as [Heads, Heads, Heads]);
    return [dx];
  });
}

/** The parts of C numbers in each row of (B, T, width), as heads. */
function packed(x: Tensor, D: number, C: number, width: number): Heads[] {
  const [, T] = x.dims(3);
  return Array.from({ length: width / C }, (_, i) => ({
    x: view(x, x.shape, x.strides, x.offset + i * C),
    strides: [T * width, D, width],
  }));
}

function headsOf(x: Tensor): Heads {
  const y = x.strides[3] === 1 || x.shape[3] === 1 ? x : dense(x);
  const [b, h, t] = y.strides as [number, number, number, number];
  return { x: y, strides: [b, h, t] };
}

const widest = 4096; // numbers of a head that the kernels have room for

class Attention {
  readonly #sizes: readonly [number, number, number, number];
  readonly #units: number;
  readonly #scale: number;
  readonly #offset: DynamicNumber;

  constructor(
    op: string,
    [B, H, T, S, D]: [number, number, number, number, number],
    { causal, scale, visible = S }: AttentionOptions,
  ) {
    if (D < 1 || D > widest) {
      throw new ShapeError(op, `a head cannot have ${D} numbers.`, {
        given: `heads of ${D}`,
        expected: `1 to ${widest}`,
        fix: "split the rows into another number of heads",
      });
    }
    this.#sizes = [H, T, S, D];
    this.#units = B * H;
    this.#scale = scale ?? 1 / Math.sqrt(D);
    const offset = () => numberOf(visible) - T;
    this.#offset = !causal ? S : typeof visible === "function" ? offset : offset();
  }

  /** Writes y. Returns ln Σ e^score of each query. */
  forward(q: Heads, k: Heads, v: Heads, y: Heads): Tensor {
    const [H, T, S, D] = this.#sizes;
    const [key, value] = alike(k, v);
    const lse = empty([this.#units, T], q.x.dtype, q.x.device);
    q.x.device.launch(
      "attention",
      this.#units,
      q.x,
      key.x,
      value.x,
      y.x,
      lse,
      H,
      T,
      S,
      D,
      ...q.strides,
      ...key.strides,
      ...y.strides,
      this.#scale,
      this.#offset,
    );
    return lse;
  }

  /** Writes dq, dk, dv. */
  backward(
    [q, k, v, y]: [Heads, Heads, Heads, Heads],
    dy: Heads,
    lse: Tensor,
    [dq, dk, dv]: [Heads, Heads, Heads],
  ): void {
    const [H, T, S, D] = this.#sizes;
    const [key, value] = alike(k, v);
    q.x.device.launch(
      "attentionBackward",
      this.#units,
      q.x,
      key.x,
      value.x,
      y.x,
      dy.x,
      lse,
      dq.x,
      dk.x,
      dv.x,
      H,
      T,
      S,
      D,
      ...q.strides,
      ...key.strides,
      ...y.strides,
      ...dq.strides,
      ...dk.strides,
      this.#scale,
      this.#offset,
    );
  }

  /** The same gradients made of ops, so that they can be differentiated again. */
  composedBackward(q: Tensor, k: Tensor, v: Tensor, dy: Tensor): [Tensor, Tensor, Tensor] {
    const [, T, S] = this.#sizes;
    const offset = numberOf(this.#offset);
    const hidden = Float64Array.from({ length: T * S }, (_, i) => (i % S > Math.floor(i / S) + offset ? -Infinity : 0));
    const mask = empty([T, S], q.dtype, q.device);
    q.device.write(mask.storage, 0, hidden);
    const p = q.matmul(k.mT).mul(this.#scale).add(mask).softmax();
    const dp = dy.matmul(v.mT);
    const ds = p.mul(dp.sub(dp.mul(p).sum(-1, { keepdims: true }))).mul(this.#scale);
    return [ds.matmul(k), ds.mT.matmul(q), p.mT.matmul(dy)];
  }
}

function numberOf(number: DynamicNumber): number {
  return typeof number === "function" ? number() : number;
}

/** The kernels walk keys and values by the same strides. */
function alike(k: Heads, v: Heads): [Heads, Heads] {
  if (k.strides.every((s, i) => s === v.strides[i])) return [k, v];
  return [headsOf(dense(k.x)), headsOf(dense(v.x))];
}

function composedSelfAttention(run: Attention, qkv: Tensor, heads: number, dy: Tensor): Tensor {
  const [B, T, width] = qkv.dims(3);
  const D = width / (3 * heads);
  const split = qkv.reshape([B, T, 3, heads, D]).transpose([2, 0, 3, 1, 4]); // (3, B, H, T, D)
  const part = (i: number) => split.slice([[i, i + 1]]).reshape([B, heads, T, D]);
  const flow = dy.reshape([B, T, heads, D]).transpose([0, 2, 1, 3]);
  const grads = run.composedBackward(part(0), part(1), part(2), flow);
  const joined = grads.map((g) => g.transpose([0, 2, 1, 3]).reshape([B, T, 1, heads, D]));
  return concat(joined, 2).reshape([B, T, width]);
}
