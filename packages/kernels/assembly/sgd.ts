import { madd, nmadd } from "./lanes/arithmetic";
import { storeUpTo } from "./lanes/memory";

/**
 * One step of gradient descent, with a decaying sum b of the gradients where b is present.
 * Source: Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning", in PyTorch's form.
 */
export function sgd(
  p: usize,
  g: usize,
  b: usize,
  lr: f32,
  momentum: f32,
  weightDecay: f32,
  nesterov: i32,
  begin: i32,
  end: i32,
): void {
  const rate = f32x4.splat(lr);
  const keep = f32x4.splat(momentum);
  const decay = f32x4.splat(weightDecay);
  for (let i = begin; i < end; i += 4) {
    const at = i << 2;
    const left = end - i;
    const old = v128.load(p + at);
    let step = madd(decay, old, v128.load(g + at));
    if (b) {
      const sum = madd(keep, v128.load(b + at), step);
      storeUpTo(b + at, sum, left);
      step = nesterov ? madd(keep, sum, step) : sum;
    }
    storeUpTo(p + at, nmadd(rate, step, old), left);
  }
}
