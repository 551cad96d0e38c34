import { Parameter } from "@cairn-ml/autograd";
import { memoryScope, type Shape, zeros } from "@cairn-ml/tensor";

/** A parameter that is zero, for weights to be loaded into. It is made where it stays, so that nothing is held twice. */
export function zeroParameter(shape: Shape): Parameter {
  using _ = memoryScope(); // frees the single zero
  return new Parameter(zeros(shape.map(() => 1)).expand(shape));
}
