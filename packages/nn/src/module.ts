import { Parameter } from "@cairn-ml/autograd";

/**
 * Something that owns parameters: in its fields, in modules in its fields, or in arrays of either. A parameter's name is the
 * path to it, as in `hidden.weight` or `h.0.bias`; these are the names in a saved file. What lies elsewhere (in `#private`
 * fields, plain objects, Maps) is the module's own affair: it is neither trained nor saved.
 */
export abstract class Module {
  /** Every parameter by its name, in the order of the fields; one that two fields share is named once. */
  namedParameters(): Map<string, Parameter> {
    const found = new Map<string, Parameter>();
    collect(this, "", found, new Set());
    return found;
  }

  /** The same without their names. */
  parameters(): Parameter[] {
    return [...this.namedParameters().values()];
  }
}

function collect(value: unknown, path: string, found: Map<string, Parameter>, seen: Set<unknown>): void {
  if (!(value instanceof Parameter || value instanceof Module || Array.isArray(value)) || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Parameter) {
    found.set(path, value);
    return;
  }
  for (const [name, inner] of Object.entries(value)) collect(inner, path ? `${path}.${name}` : name, found, seen);
}
