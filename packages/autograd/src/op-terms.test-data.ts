import { fromData, ones, stack, sumTo, type Tensor } from "@cairn-ml/tensor";
import { inputGradients, isReal, type OpCall, runOp } from "./op-call.test-data.js";

/** Σ|terms| of each element of the result and of the gradients: rounding is measured against it, since terms cancel. */
export interface Terms {
  readonly y: Tensor;
  readonly grads: readonly (Tensor | null)[];
}

/** How an op's terms are found, on the float64 reference. */
export type TermsOf = (call: OpCall, y: Tensor, dy: Tensor) => Terms;

type Unary = (x: Tensor, y: Tensor) => Tensor;

// An error of an exponent multiplies the power. 1e-6 is some sixteen float32 roundings; an exponent whose terms sum to E adds E.
const exponent = (e: Tensor) => e.abs().mul(1 / 16);

const absolute = (x: Tensor | null) => (isReal(x) ? x.abs() : x);

/** For sums of products of the inputs: what the op makes of absolute values. */
export const multilinear: TermsOf = ({ name, inputs, args }, _, dy) => {
  const call = { name, inputs: inputs.map(absolute), args };
  return {
    y: runOp(name, call.inputs, args).abs(),
    grads: inputGradients(call, dy.abs()).map((g) => g?.abs() ?? null),
  };
};

/** For elementwise ops: one term, or what is given; broadcasting sums the gradients. */
export function elementwise({ value, slope }: { value?: Unary; slope?: Unary } = {}): TermsOf {
  return ({ name, inputs, args }, y, dy) => {
    const whole = inputs.map((x) => x?.expand(y.shape).copy() ?? null);
    const grads = inputGradients({ name, inputs: whole, args }, dy);
    return {
      y: value ? value(whole[0]!, y) : y.abs(),
      grads: grads.map((g, i) => {
        if (!g) return null;
        const terms = slope ? dy.abs().mul(slope(whole[i]!, y)) : g.abs();
        return sumTo(terms, inputs[i]!.shape);
      }),
    };
  };
}

const sigmoid = (x: Tensor) => x.sigmoid();
const density = (x: Tensor) =>
  x
    .square()
    .mul(-0.5)
    .exp()
    .mul(1 / Math.sqrt(2 * Math.PI));

export const tanhTerms: TermsOf = elementwise({ slope: (_, y) => y.square().add(1) });
export const sigmoidTerms: TermsOf = elementwise({ slope: (_, y) => y.mul(y.add(1)) });
export const siluTerms: TermsOf = elementwise({
  slope: (x, y) => y.abs().add(sigmoid(x).mul(y.abs().add(1))),
});
export const erfTerms: TermsOf = elementwise({
  slope: (x) =>
    x
      .square()
      .neg()
      .exp()
      .mul(exponent(x.square()).add(1))
      .mul(2 / Math.sqrt(Math.PI)),
});
/** ½ x (1 + erf) below zero is a difference of nearly equal numbers. */
export const geluTerms: TermsOf = elementwise({
  value: (x) => x.abs(),
  slope: (x) => density(x).mul(x.abs()).mul(exponent(x.square()).add(1)).add(1),
});

/** yₖ = Σ x up to k; the gradient is the total less what comes before. */
export const cumsumTerms: TermsOf = (call, y, dy) => {
  const axis = call.args[0] as number;
  const total = dy.abs().sum(axis, { keepdims: true }).expand(dy.shape);
  return { y: multilinear(call, y, dy).y, grads: [total] };
};

/** Σ(x - x̄)² / (n - c): of squares of |x| + mean |x|. */
export const varianceTerms: TermsOf = ({ inputs, args: [axis, options] }, _, dy) => {
  const x = inputs[0]!.abs();
  const { correction = 0, keepdims = false } = (options ?? {}) as { correction?: number; keepdims?: boolean };
  const axes = (axis ?? null) as number | number[] | null;
  const distance = x.add(x.mean(axes, { keepdims: true }));
  const kept = distance.square().sum(axes, { keepdims: true });
  const n = x.size / kept.size - correction;
  const flow = dy.abs().reshape(kept.shape);
  return { y: distance.square().sum(axes, { keepdims }).div(n), grads: [distance.mul(flow).mul(4 / n)] };
};

/** dx = y (dy - Σ y dy), whose terms are 2 y |dy| less the gradient of |dy|. */
export const softmaxTerms: TermsOf = (call, y, dy) => {
  const surprise = y.greater(0).where(y, 1).log().neg();
  const factor = exponent(surprise).add(2); // 2: the sum below the line has an error of its own
  const flow = dy.abs();
  const terms = y.mul(flow).mul(2).sub(inputGradients(call, flow)[0]!);
  return { y: y.mul(factor), grads: [terms.mul(factor)] };
};

/** x - ln Σ, and dx = dy - e^y Σ dy. */
export const logSoftmaxTerms: TermsOf = (call, y, dy) => {
  const terms = call.inputs[0]!.abs().add(call.inputs[0]!.sub(y).abs());
  const flow = dy.abs();
  const sum = flow.sub(inputGradients(call, flow)[0]!);
  return { y: terms, grads: [flow.add(sum.mul(exponent(terms).add(1)))] };
};

/** The largest, and the logarithm of the rest. */
export const logsumexpTerms: TermsOf = (call, y, dy) => {
  const largest = Math.max(0, ...call.inputs[0]!.abs().data());
  const grads = inputGradients(call, dy)[0]!
    .abs()
    .mul(2 + largest / 8);
  return { y: y.abs().add(largest), grads: [grads] };
};

/** n w + b with n = (x - x̄) / σ, and dx = (g - mean g - n mean(g n)) / σ with g = dy w. */
export const layerNormTerms: TermsOf = ({ inputs: [input, weight, bias], args }, _, dy) => {
  const keep = { keepdims: true };
  const x = input!;
  const C = x.shape[x.ndim - 1]!;
  const scale = x
    .variance(-1, keep)
    .add((args[0] as number | undefined) ?? 1e-5)
    .rsqrt();
  const n = x.abs().add(x.abs().mean(-1, keep)).mul(scale);
  const w = weight?.abs() ?? ones([C], { device: x.device });
  const g = dy.abs().mul(w);
  const dx = g
    .add(g.mean(-1, keep))
    .add(n.mul(g.mul(n).mean(-1, keep)))
    .mul(scale);
  const y = n.mul(w);
  return {
    y: bias ? y.add(bias.abs()) : y,
    grads: [dx, weight ? sumTo(dy.abs().mul(n), [C]) : null, bias ? sumTo(dy.abs(), [C]) : null],
  };
};

interface LossOptions {
  readonly reduction?: "mean" | "sum" | "none";
  readonly ignoreIndex?: number;
}

/** ln Σ - logit for each row, and dx = (softmax - target) dloss. */
export const crossEntropyTerms: TermsOf = (call, _, dy) => {
  const [logits, targets] = call.inputs as [Tensor, Tensor];
  const { reduction = "mean", ignoreIndex = -100 } = (call.args[0] ?? {}) as LossOptions;
  const rows = logits.abs().max(-1).add(logits.logsumexp(-1).abs());
  const count = reduction === "mean" ? targets.data().filter((t: number) => t !== ignoreIndex).length : 1;
  const flow = dy.abs();
  const p = logits.softmax();
  const spread = p.mul(reduction === "none" ? flow.reshape([...flow.shape, 1]) : flow).mul(2 / count);
  const factor = exponent(rows.mul(2))
    .add(2)
    .reshape([...rows.shape, 1]);
  return {
    y: reduction === "none" ? rows : rows.sum().div(count),
    grads: [spread.sub(inputGradients(call, flow)[0]!).abs().add(spread).mul(factor), null],
  };
};

interface AttentionOptions {
  readonly causal?: boolean;
  readonly scale?: number;
}

function attentionParts(q: Tensor, k: Tensor, v: Tensor, dy: Tensor, options: AttentionOptions): Tensor[] {
  const [, , T, D] = q.dims(4);
  const S = k.shape[2]!;
  const scale = options.scale ?? 1 / Math.sqrt(D);
  const hidden = Array.from({ length: T * S }, (_, i) =>
    options.causal && i % S > Math.floor(i / S) + S - T ? Number.NEGATIVE_INFINITY : 0,
  );
  const mask = fromData(hidden, [T, S], { device: q.device });
  const weights = q.matmul(k.mT).mul(scale).add(mask).softmax();
  const scores = q.abs().matmul(k.abs().mT).mul(scale);
  const p = weights.mul(exponent(scores.mul(2).max().detach()).add(2));
  const dp = dy.abs().matmul(v.abs().mT);
  const ds = p.mul(dp.add(weights.mul(dp).sum(-1, { keepdims: true }))).mul(scale);
  return [p.matmul(v.abs()), ds.matmul(k.abs()), ds.mT.matmul(q.abs()), p.mT.matmul(dy.abs())];
}

/** Softmax of scores, whose errors multiply it, times the values. */
export const attentionTerms: TermsOf = ({ inputs, args }, _, dy) => {
  const [q, k, v] = inputs as [Tensor, Tensor, Tensor];
  const [y, ...grads] = attentionParts(q, k, v, dy, (args[0] ?? {}) as AttentionOptions);
  return { y: y!, grads };
};

/** The same of the parts of each row. */
export const selfAttentionTerms: TermsOf = ({ inputs, args }, _, dy) => {
  const [heads, options] = args as [number, AttentionOptions | undefined];
  const [B, T, width] = inputs[0]!.dims(3);
  const D = width / (3 * heads);
  const split = inputs[0]!.reshape([B, T, 3, heads, D]).transpose([2, 0, 3, 1, 4]);
  const part = (i: number) => split.slice([[i, i + 1]]).reshape([B, heads, T, D]);
  const flow = dy.reshape([B, T, heads, D]).transpose([0, 2, 1, 3]);
  const [y, dq, dk, dv] = attentionParts(part(0), part(1), part(2), flow, options ?? {});
  const rows = (x: Tensor) => x.transpose([0, 2, 1, 3]).reshape([B, T, heads * D]);
  return { y: rows(y!), grads: [stack([dq!, dk!, dv!].map(rows), 2).reshape([B, T, width])] };
};
