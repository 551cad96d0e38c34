import { CaptureError } from "../errors.js";
import { Rng } from "../rng.js";
import { sameShape } from "../shape.js";
import { Tensor } from "../tensor.js";

/** What a step was given: which tensors by shape, where a stream, and everything else as it was. */
export type Template =
  | { readonly kind: "tensor"; readonly like: Pick<Tensor, "dtype" | "device" | "shape" | "strides"> }
  | { readonly kind: "stream" }
  | { readonly kind: "constant"; readonly value: unknown }
  | { readonly kind: "list"; readonly items: readonly Template[] }
  | { readonly kind: "object"; readonly keys: readonly string[]; readonly items: readonly Template[] };

/** The tensors and streams among the inputs, in the order of a template. */
export interface Leaves {
  readonly tensors: Tensor[];
  readonly streams: Rng[];
}

/** Throws: CaptureError for an input that cannot be compared from call to call. */
export function templateOf(value: unknown, name: string = "the inputs"): Template {
  if (value instanceof Tensor) {
    const { dtype, device, shape, strides } = value;
    return { kind: "tensor", like: { dtype, device, shape, strides } };
  }
  if (value instanceof Rng) return { kind: "stream" };
  if (Array.isArray(value)) return { kind: "list", items: value.map((item, i) => templateOf(item, `${name}[${i}]`)) };
  if (typeof value !== "object" || value === null) {
    if (typeof value !== "function") return { kind: "constant", value };
  } else if (isPlain(value)) {
    const keys = Object.keys(value);
    const items = keys.map((key) => templateOf((value as Record<string, unknown>)[key], `${name}.${key}`));
    return { kind: "object", keys, items };
  }
  throw new CaptureError("capture", `${name} holds what may change unseen.`, {
    given: typeof value === "function" ? "a function" : `a ${value.constructor?.name ?? "strange object"}`,
    expected: "tensors, Rngs, numbers, strings, and arrays and plain objects of these",
    fix: "make a tensor of the numbers, or use what stays the same from the closure",
  });
}

/** Adds what the value has in the places of the template. False where it does not fit. */
export function gather(template: Template, value: unknown, into: Leaves): boolean {
  switch (template.kind) {
    case "tensor":
      if (!(value instanceof Tensor) || !isLike(value, template.like)) return false;
      into.tensors.push(value);
      return true;
    case "stream":
      if (!(value instanceof Rng)) return false;
      into.streams.push(value);
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

function gatherFields(template: Template & { kind: "object" }, value: object, into: Leaves): boolean {
  const { keys, items } = template;
  let count = 0;
  for (const key in value) if (key !== keys[count++]) return false;
  if (count !== keys.length) return false;
  for (let i = 0; i < count; i++) {
    if (!gather(items[i]!, (value as Record<string, unknown>)[keys[i]!], into)) return false;
  }
  return true;
}

/** The value again, with other tensors and streams in their places; these are taken from the front. */
export function rebuild(template: Template, leaves: Leaves): unknown {
  switch (template.kind) {
    case "tensor":
      return leaves.tensors.shift();
    case "stream":
      return leaves.streams.shift();
    case "constant":
      return template.value;
    case "list":
      return template.items.map((item) => rebuild(item, leaves));
    case "object":
      return Object.fromEntries(template.keys.map((key, i) => [key, rebuild(template.items[i]!, leaves)]));
  }
}

function isLike(x: Tensor, like: Pick<Tensor, "dtype" | "device" | "shape" | "strides">): boolean {
  return (
    x.dtype === like.dtype &&
    x.device === like.device &&
    sameShape(x.shape, like.shape) &&
    sameShape(x.strides, like.strides)
  );
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
