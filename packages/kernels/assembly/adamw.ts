import { madd, nmadd } from "./lanes/arithmetic";
import { storeUpTo } from "./lanes/memory";

/**
 * One step of AdamW, in PyTorch's order. Source: Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2.
 */
export function adamw(
  p: usize,
  g: usize,
  m: usize,
  v: usize,
  lr: f32,
  beta1: f32,
  beta2: f32,
  eps: f32,
  weightDecay: f32,
  correction1: f32,
  correction2: f32,
  begin: i32,
  end: i32,
): void {
  const keep1 = f32x4.splat(beta1);
  const take1 = f32x4.splat(1 - beta1);
  const keep2 = f32x4.splat(beta2);
  const take2 = f32x4.splat(1 - beta2);
  const decay = f32x4.splat(lr * weightDecay);
  const step = f32x4.splat(lr / correction1);
  const unbias = f32x4.splat(1 / correction2);
  const epsilon = f32x4.splat(eps);
  for (let i = begin; i < end; i += 4) {
    const at = i << 2;
    const left = end - i;
    const gradient = v128.load(g + at);
    const first = madd(take1, gradient, f32x4.mul(keep1, v128.load(m + at)));
    const second = madd(f32x4.mul(take2, gradient), gradient, f32x4.mul(keep2, v128.load(v + at)));
    const old = v128.load(p + at);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(second, unbias)), epsilon);
    const change = f32x4.div(f32x4.mul(step, first), root);
    storeUpTo(p + at, f32x4.sub(nmadd(old, decay, old), change), left);
    storeUpTo(m + at, first, left);
    storeUpTo(v + at, second, left);
  }
}
