import { CaptureError } from "../errors.js";
import { Rng } from "../rng.js";
import { sameShape } from "../shape.js";
import { Tensor } from "../tensor.js";
import { checkDistinct } from "./noted-rng.js";

/**
 * What a step was given: tensors of which form, where a stream, and everything else as it was. All have the same fields: it is
 * walked on each call.
 */
export interface Template {
  readonly kind: "tensor" | "stream" | "constant" | "list" | "object";
  /** Of a tensor or a stream among those. */
  readonly index: number;
  readonly form: Form | null;
  /** A constant. */
  readonly value: unknown;
  readonly keys: readonly string[];
  readonly items: readonly Template[];
}

type Form = Pick<Tensor, "dtype" | "device" | "shape" | "strides">;

function template(kind: Template["kind"], fields: Partial<Template>): Template {
  const { index = -1, form = null, value, keys = [], items = [] } = fields;
  return { kind, index, form, value, keys, items };
}

/** The tensors and streams among the inputs of a step, by the index that the template has for each. */
export class Leaves {
  readonly tensors: Tensor[] = [];
  readonly streams: Rng[] = [];
}

/** The form of the inputs, whose leaves are added. Throws: CaptureError for what cannot be compared from call to call. */
export function templateOf(value: unknown, leaves: Leaves, name: string = "inputs"): Template {
  if (value instanceof Tensor) {
    const { dtype, device, shape, strides } = value;
    return template("tensor", { index: leaves.tensors.push(value) - 1, form: { dtype, device, shape, strides } });
  }
  if (value instanceof Rng) {
    const index = leaves.streams.push(value) - 1;
    checkDistinct(leaves.streams);
    return template("stream", { index });
  }
  if (Array.isArray(value)) {
    return template("list", { items: value.map((item, i) => templateOf(item, leaves, `${name}[${i}]`)) });
  }
  if (typeof value !== "object" || value === null) {
    if (typeof value !== "function") return template("constant", { value });
  } else if (isPlain(value)) {
    const keys = Object.keys(value);
    const items = keys.map((key) => templateOf((value as Record<string, unknown>)[key], leaves, `${name}.${key}`));
    return template("object", { keys, items });
  }
  throw new CaptureError("capture", `${name} may change unseen.`, {
    given: typeof value === "function" ? "a function" : `a ${value.constructor?.name ?? "strange object"}`,
    expected: "tensors, Rngs, numbers, strings, and arrays and plain objects of these",
    fix: "make a tensor of the numbers, or use what stays the same from the closure",
  });
}

/** Puts the leaves of the value in their places. False where it does not fit the template. */
export function gather(template: Template, value: unknown, into: Leaves): boolean {
  switch (template.kind) {
    case "tensor":
      if (value === into.tensors[template.index]) return true;
      if (!(value instanceof Tensor) || !isLike(value, template.form!)) return false;
      into.tensors[template.index] = value;
      return true;
    case "stream":
      if (!(value instanceof Rng)) return false;
      into.streams[template.index] = value;
      return true;
    case "constant":
      return Object.is(value, template.value);
    case "list":
      if (!Array.isArray(value) || value.length !== template.items.length) return false;
      for (let i = 0; i < value.length; i++) if (!gather(template.items[i]!, value[i], into)) return false;
      return true;
    case "object":
      return typeof value === "object" && value !== null && isPlain(value) && gatherFields(template, value, into);
  }
}

function gatherFields({ keys, items }: Template, value: object, into: Leaves): boolean {
  let count = 0;
  for (const key in value) if (key !== keys[count++]) return false;
  if (count !== keys.length) return false;
  for (let i = 0; i < count; i++) {
    if (!gather(items[i]!, (value as Record<string, unknown>)[keys[i]!], into)) return false;
  }
  return true;
}

/** A value of the template's form with these leaves. */
export function rebuild(template: Template, leaves: Leaves): unknown {
  switch (template.kind) {
    case "tensor":
      return leaves.tensors[template.index];
    case "stream":
      return leaves.streams[template.index];
    case "constant":
      return template.value;
    case "list":
      return template.items.map((item) => rebuild(item, leaves));
    case "object":
      return Object.fromEntries(template.keys.map((key, i) => [key, rebuild(template.items[i]!, leaves)]));
  }
}

function isLike(x: Tensor, { dtype, device, shape, strides }: Form): boolean {
  return x.dtype === dtype && x.device === device && sameShape(x.shape, shape) && sameShape(x.strides, strides);
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
