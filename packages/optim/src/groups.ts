import type { Parameter } from "@cairn-ml/autograd";
import { Tensor, ValueError } from "@cairn-ml/tensor";

/** What every optimiser has. */
export interface OptimizerOptions {
  /** The learning rate: how far a step goes. */
  readonly lr: number;
}

/** Parameters, or pairs of name and parameter, such as a Map; without names they are called "0", "1", ... */
export type ParameterList = Iterable<Parameter> | Iterable<readonly [string, Parameter]>;

/** Parameters with options of their own, in place of the optimiser's. */
export type ParameterGroup<O extends OptimizerOptions> = Partial<Omit<O, "lr">> & {
  readonly parameters: ParameterList;
  /** The group's learning rate is `optimizer.lr * lrScale`, so that a schedule moves all groups together; 1 unless said. */
  readonly lrScale?: number;
};

/** What an optimiser is made for: all parameters alike, or groups of them. */
export type ParametersOrGroups<O extends OptimizerOptions> = ParameterList | Iterable<ParameterGroup<O>>;

/** One parameter, its name in a checkpoint, and the options that hold for it. */
export interface Member<O extends OptimizerOptions> {
  readonly name: string;
  readonly parameter: Parameter;
  readonly options: O;
  readonly lrScale: number;
}

/**
 * The parameters one by one, in the order given. Members of a group share one options object.
 *
 * Throws: ValueError for no parameters, for one given twice, for two of one name, and for an option that there is not.
 */
export function membersOf<O extends OptimizerOptions>(
  op: string,
  given: ParametersOrGroups<O>,
  options: O,
): Member<O>[] {
  const members: Member<O>[] = [];
  const plain: unknown[] = [];
  for (const entry of given as Iterable<unknown>) {
    if (isGroup(entry)) {
      const { parameters, lrScale = 1, ...own } = entry as ParameterGroup<O> & Record<string, unknown>;
      checkScale(op, lrScale);
      checkKeys(op, own, options);
      addMembers(op, members, parameters, { ...options, ...own } as O, lrScale);
    } else {
      plain.push(entry);
    }
  }
  if (plain.length > 0 && members.length > 0) {
    throw new ValueError(op, "got groups and parameters side by side.", {
      given: `${members.length} parameters in groups, ${plain.length} outside`,
      expected: "parameters only, or groups only",
      fix: "put the rest into a group of its own: { parameters: [...] }",
    });
  }
  addMembers(op, members, plain, { ...options }, 1);
  checkMembers(op, members);
  return members;
}

function isGroup(entry: unknown): boolean {
  return typeof entry === "object" && entry !== null && !(entry instanceof Tensor) && "parameters" in entry;
}

function addMembers<O extends OptimizerOptions>(
  op: string,
  members: Member<O>[],
  list: Iterable<unknown>,
  options: O,
  lrScale: number,
): void {
  for (const entry of list) {
    const [name, parameter] = (Array.isArray(entry) ? entry : [String(members.length), entry]) as [string, unknown];
    if (!(parameter instanceof Tensor)) {
      throw new ValueError(op, `parameter ${members.length} is not a Parameter.`, {
        given: typeof parameter,
        expected: "a Parameter, a pair [name, Parameter], or a group { parameters, ... }",
      });
    }
    members.push({ name, parameter: parameter as Parameter, options, lrScale });
  }
}

function checkMembers(op: string, members: readonly Member<OptimizerOptions>[]): void {
  if (members.length === 0) {
    throw new ValueError(op, "there is nothing to optimise.", { given: "no parameters", expected: "one at least" });
  }
  const nameOf = new Map<Parameter, string>();
  const names = new Set<string>();
  for (const { name, parameter } of members) {
    const before = nameOf.get(parameter);
    if (before !== undefined || names.has(name)) {
      throw new ValueError(op, before === undefined ? "two parameters have one name." : "a parameter is given twice.", {
        given: before === undefined ? `"${name}" twice` : `one parameter as "${before}" and as "${name}"`,
        expected: "each parameter once, with a name of its own",
        ...(before !== undefined && { fix: "list shared weights once, or they would move twice a step" }),
      });
    }
    nameOf.set(parameter, name);
    names.add(name);
  }
}

function checkScale(op: string, lrScale: number): void {
  if (Number.isFinite(lrScale) && lrScale >= 0) return;
  throw new ValueError(op, "a group's lrScale is out of range.", {
    given: `lrScale ${lrScale}`,
    expected: "a number from 0 up",
  });
}

function checkKeys(op: string, own: object, options: object): void {
  for (const key of Object.keys(own)) {
    if (key !== "lr" && key in options) continue;
    const known = Object.keys(options).filter((name) => name !== "lr");
    throw new ValueError(op, `a group has no option "${key}".`, {
      given: key,
      expected: ["parameters", "lrScale", ...known].join(", "),
      ...(key === "lr" && { fix: "give lrScale instead: the group's rate is optimizer.lr * lrScale" }),
    });
  }
}
