import { Parameter } from "@cairn-ml/autograd";
import {
  assign,
  changedOnHost,
  formatShape,
  fromData,
  GradientError,
  isRecorded,
  memoryScope,
  onHost,
  ShapeError,
  sameShape,
  span,
  type Tensor,
  zeros,
} from "@cairn-ml/tensor";
import { checkCount, checkOption } from "./check-option.js";
import { type Member, membersOf, type OptimizerOptions, type ParametersOrGroups } from "./groups.js";
import { checkState } from "./state.js";

/**
 * Changes parameters by their gradients. An optimiser is what happens to one parameter: a class that extends this one
 * writes `update`, and makes the moments that it keeps with `moments`.
 *
 * The learning rate is one number for all, `lr`, which a schedule sets before each step; a group of parameters may scale it
 * by its `lrScale`.
 */
export abstract class Optimizer<O extends OptimizerOptions = OptimizerOptions> {
  /** In the order in which `step` takes their gradients. */
  readonly parameters: readonly Parameter[];
  readonly #members: readonly Member<O>[];
  readonly #state = new Map<string, Parameter>();
  readonly #lrs: readonly (() => number)[];
  readonly #tick = () => {
    this.#t++;
  };
  #lr = 0;
  #t = 0;

  /**
   * `parameters`: all alike, or groups with options of their own; with names if they come as a Map or as pairs.
   *
   * Throws: ValueError for no parameters, repeated ones, and options that are unknown or out of range.
   */
  constructor(parameters: ParametersOrGroups<O>, options: O) {
    this.#members = membersOf(this.constructor.name, parameters, options);
    this.parameters = this.#members.map((member) => member.parameter);
    this.#lrs = this.#members.map(
      ({ options: own }) =>
        () =>
          own.lr,
    );
    this.lr = options.lr;
  }

  /**
   * True where a captured step (see `capture`) may hold this optimiser's: all that changes from step to step, the learning rate
   * above all, goes into the launches as functions. Ours say so; one of your own is run as it is unless it says so too.
   */
  get capturable(): boolean {
    return false;
  }

  /** The learning rate of the next step, before a group's `lrScale`. Throws: ValueError unless it is a number from 0 up. */
  get lr(): number {
    return this.#lr;
  }

  set lr(lr: number) {
    checkOption(this.constructor.name, "lr", lr);
    changedOnHost("lr");
    this.#lr = lr;
    for (const { options, lrScale } of this.#members) (options as { lr: number }).lr = lr * lrScale; // shared by a group
  }

  /** The number of steps done; during `update` that of the step, from 1. */
  get t(): number {
    return this.#t;
  }

  /**
   * Changes every parameter by its gradient; none of them is kept.
   *
   * Shapes: each gradient has the shape of its parameter.
   * Throws: ShapeError, and GradientError where a step would be differentiated; before anything has changed.
   */
  step(grads: readonly Tensor[]): void {
    using _span = span("optimizer");
    this.#check(grads);
    using _ = memoryScope();
    onHost(this.#tick);
    this.parameters.forEach((p, i) => {
      this.update(p, grads[i]!, i);
    });
  }

  /** Changes parameter `i`, which is `p`, by its gradient `g`. What it makes is freed after the step. */
  protected abstract update(p: Parameter, g: Tensor, i: number): void;

  /** The options that hold for parameter `i` now: those of its group, with `lr` times the group's `lrScale`. */
  protected optionsOf(i: number): O {
    return this.#members[i]!.options;
  }

  /** The learning rate of parameter `i`, for a launch: the same function each time. */
  protected lrOf(i: number): () => number {
    return this.#lrs[i]!;
  }

  /**
   * Makes a tensor of zeros beside each parameter that the optimiser keeps from step to step, called `${name}.${parameter}`
   * in a checkpoint. With `wanted` only some parameters have one.
   */
  protected moments(name: string, wanted: (options: O) => boolean = () => true): (Parameter | undefined)[] {
    using _ = memoryScope(); // frees the zeros, not the Parameters made of them
    return this.#members.map((member) => {
      if (!wanted(member.options)) return undefined;
      const moment = new Parameter(zeros(member.parameter.shape, { device: member.parameter.device }));
      this.#state.set(`${name}.${member.name}`, moment);
      return moment;
    });
  }

  /** The moments by name (`m.0`, or `m.hidden.weight`), for a checkpoint together with `t`. The next step changes them. */
  state(): Map<string, Tensor> {
    return new Map(this.#state);
  }

  /**
   * Goes on from a checkpoint: copies `state` into the moments and sets the number of steps done. The parameters' values
   * are the caller's to restore.
   *
   * Throws: ValueError for missing and unknown names and a `t` that is no count, ShapeError for a moment of another shape;
   * before anything has changed.
   */
  load(state: ReadonlyMap<string, Tensor>, t: number): void {
    checkCount(`${this.constructor.name}.load`, "t", t);
    checkState(`${this.constructor.name}.load`, state, this.#state);
    using _ = memoryScope();
    for (const [name, moment] of this.#state) {
      const source = state.get(name)!;
      const { device } = moment;
      assign(moment, source.device === device ? source : fromData(source.data(), source.shape, { device }));
    }
    this.#t = t;
  }

  #check(grads: readonly Tensor[]): void {
    const op = `${this.constructor.name}.step`;
    if (grads.length !== this.parameters.length) {
      throw new ShapeError(op, "the number of gradients is not that of the parameters.", {
        given: `${grads.length} gradients for ${this.parameters.length} parameters`,
        expected: "one for each, in the order of optimizer.parameters",
        fix: "pass the grads of valueAndGrad(optimizer.parameters, ...)",
      });
    }
    if (isRecorded(...this.parameters, ...grads)) {
      throw new GradientError(op, "changes what is being differentiated.", {
        given: "parameters or gradients that a tape follows",
        expected: "a step that no gradient depends on",
        fix: "step after valueAndGrad has returned",
      });
    }
    this.parameters.forEach((p, i) => {
      const g = grads[i]!;
      if (sameShape(g.shape, p.shape)) return;
      throw new ShapeError(op, `gradient ${i} has not the shape of its parameter.`, {
        given: `${formatShape(g.shape)} for parameter "${this.#members[i]!.name}" ${formatShape(p.shape)}`,
        expected: formatShape(p.shape),
        fix: "pass the gradients in the order of optimizer.parameters",
      });
    });
  }
}
