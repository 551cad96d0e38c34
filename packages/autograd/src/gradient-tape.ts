import {
  type Backward,
  countRecording,
  formatShape,
  GradientError,
  type Input,
  ones,
  sumTo,
  type Tape,
  type Tensor,
} from "@cairn-ml/tensor";

interface Entry {
  readonly output: Tensor;
  readonly inputs: readonly Input[];
  readonly backward: Backward;
}

/** Notes what was computed, then walks it backwards. */
export class GradientTape implements Tape {
  #recording = true;
  readonly #entries: Entry[] = [];
  readonly #watched: ReadonlySet<Tensor>;

  constructor(watched: readonly Tensor[]) {
    this.#watched = new Set(watched);
    countRecording(1);
  }

  get recording(): boolean {
    return this.#recording;
  }

  /** Records no more. A second call does nothing. */
  stop(): void {
    if (!this.#recording) return;
    this.#recording = false;
    countRecording(-1);
  }

  append(output: Tensor, inputs: readonly Input[], backward: Backward): void {
    this.#entries.push({ output, inputs, backward });
  }

  /**
   * The gradients of a scalar with respect to the watched tensors; none for those it does not depend on. Of a result that is no
   * scalar, given the gradient of that. What broadcasting repeated is summed here, once for every op. The notes are gone after.
   */
  gradients(loss: Tensor, given: Tensor = ones(loss.shape, { device: loss.device })): Map<Tensor, Tensor> {
    const grads = new Map<Tensor, Tensor>([[loss, given]]);
    for (let i = this.#entries.length - 1; i >= 0; i--) {
      const { output, inputs, backward } = this.#entries[i]!;
      const dy = grads.get(output);
      if (!dy) continue;
      const found = backward(dy);
      for (let k = 0; k < found.length; k++) {
        const input = inputs[k]!;
        const dx = found[k];
        if (dx && typeof input !== "number" && this.#follows(input)) accumulate(grads, input, dx);
      }
    }
    this.#entries.length = 0; // the loss refers to this tape; it must not keep every tensor of the step
    return grads;
  }

  #follows(x: Tensor): boolean {
    return x.tapes.includes(this) || this.#watched.has(x);
  }
}

function accumulate(grads: Map<Tensor, Tensor>, input: Tensor, dx: Tensor): void {
  const g = sumTo(dx, input.shape);
  const before = grads.get(input);
  grads.set(input, before ? before.add(g) : g);
}

/** Throws unless the result can be differentiated: a scalar. */
export function checkLoss(loss: Tensor): void {
  if (loss.size === 1) return;
  throw new GradientError("valueAndGrad", "the result is not a scalar.", {
    given: formatShape(loss.shape),
    expected: "one number to differentiate",
    fix: "reduce it, as in loss.mean()",
  });
}
