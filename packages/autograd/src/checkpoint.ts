import { GradientError, isRecorded, memoryScope, record, type Tensor } from "@cairn-ml/tensor";
import { GradientTape } from "./gradient-tape.js";

/**
 * `f(...inputs)`, of which only the result is kept: the backward pass runs `f` again for what lies between, so that memory is
 * paid for with the time of a second forward pass. The gradients are the same, to the bit.
 *
 * `inputs` are all tensors through which a gradient shall flow, the parameters that `f` uses among them. `f` runs twice and must
 * compute the same both times: what it draws, it draws from streams that it forks inside.
 *
 * Throws: GradientError where the result depends on a tensor that is being differentiated and is none of the inputs.
 * Source: Chen et al. 2016, "Training deep nets with sublinear memory cost", arXiv:1604.06174, section 4.
 */
export function checkpoint(f: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[]): Tensor {
  if (!isRecorded(...inputs)) return f(...inputs);
  const y = runUnrecorded(f, inputs);
  if (inputs.includes(y)) return y;
  return record(y, inputs, (dy) => gradientsOf(f, inputs, dy));
}

function runUnrecorded(f: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[]): Tensor {
  using scope = memoryScope();
  const restore = changeTapes(inputs, () => []);
  try {
    const y = f(...inputs);
    if (!inputs.includes(y) && isRecorded(y)) throw unlisted();
    return scope.keep(y);
  } finally {
    restore();
  }
}

/** What `f` passes on to each input of the gradient of its result. */
function gradientsOf(
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  dy: Tensor,
): readonly (Tensor | null)[] {
  using scope = memoryScope();
  const tape = new GradientTape(inputs);
  const restore = changeTapes(inputs, (x) => [...x.tapes, tape]);
  let y: Tensor;
  try {
    y = f(...inputs);
  } finally {
    tape.stop();
    restore();
  }
  const grads = tape.gradients(y, dy);
  if (isRecorded(dy, ...inputs)) scope.keepAll(); // the gradients are being differentiated themselves
  return inputs.map((x, i) => {
    const g = inputs.indexOf(x) === i ? grads.get(x) : undefined; // one that is given twice has one gradient
    return g ? scope.keep(g) : null;
  });
}

/** Puts other tapes in place of those that follow the inputs. Returns what undoes it. */
function changeTapes(inputs: readonly Tensor[], change: (x: Tensor) => Tensor["tapes"]): () => void {
  const distinct = [...new Set(inputs)];
  const before = distinct.map((x) => x.tapes);
  distinct.forEach((x) => {
    x.tapes = change(x);
  });
  return () => {
    distinct.forEach((x, i) => {
      x.tapes = before[i]!;
    });
  };
}

function unlisted(): GradientError {
  return new GradientError("checkpoint", "f uses a tensor that is being differentiated and is not among its inputs.", {
    given: "a result that depends on more than the inputs",
    expected: "every tensor through which a gradient flows among the inputs",
    fix: "list them, as in checkpoint((x) => layer.forward(x), [x, ...layer.parameters()])",
  });
}
