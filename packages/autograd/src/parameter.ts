import { Tensor } from "@cairn-ml/tensor";

/**
 * A tensor that a layer owns and an optimiser changes. It is a copy, so that nothing else changes with it, and no memory scope
 * frees it.
 */
export class Parameter extends Tensor {
  constructor(values: Tensor) {
    using constant = values.detach();
    using own = constant.copy();
    super(own.live(), own.shape, own.strides, 0, true);
  }
}
