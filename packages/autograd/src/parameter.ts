import { Tensor } from "@cairn-ml/tensor";

/**
 * A tensor that a layer owns and an optimiser changes. It lies in memory of its own and no memory scope frees it.
 */
export class Parameter extends Tensor {
  constructor(values: Tensor) {
    const whole = values.contiguous && values.offset === 0 && values.storage.length === values.size;
    const own = whole ? values : values.copy();
    super(own.live(), own.shape, own.strides, 0, true);
  }
}
