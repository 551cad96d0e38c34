import { ExpressionError, functionNames, isName, parseExpression, ScalarGraph } from "@cairn-ml/models-classic";
import { UsageError } from "../../errors.js";
import { invocation, quoted } from "../../output/text.js";

/** What the command line may say beside the expression and its inputs. */
export interface GraphOptions {
  readonly steps?: number;
  readonly lr?: number;
  /** A file; true for standard output. */
  readonly dot?: string | true;
  readonly svg?: string;
  readonly json?: boolean;
}

/** What is to be done. */
export interface GraphJob {
  readonly graph: ScalarGraph;
  readonly steps: number;
  readonly lr: number;
  readonly dot: string | true | undefined;
  readonly svg: string | undefined;
}

/** Reads `"a*b + d" a=4 b=-2 d=5`, in any order. Throws: UsageError. */
export function graphJobOf(words: readonly string[], options: GraphOptions): GraphJob {
  let { dot } = options;
  const all = [...words];
  if (typeof dot === "string" && (isInput(dot) || !words.some((word) => !isInput(word)))) {
    all.push(dot); // --dot has a file only sometimes, and took the word after it
    dot = true;
  }
  const option = all.find((word) => /^--[a-z][a-z-]*(=.*)?$/i.test(word));
  if (option !== undefined) {
    throw new UsageError(`graph: unknown option '${option}'.`, {
      given: option,
      expected: "an option that --help lists",
      fix: "an expression may begin with a minus, but not with two: -(-a)",
    });
  }
  const expression = theExpression(all.filter((word) => !isInput(word)));
  const inputs = readInputs(all.filter(isInput));
  const graph = build(expression, inputs);
  // a rate without a number of steps is for one
  const { lr = 0.1, steps = options.lr === undefined ? 0 : 1, svg } = options;
  checkSize(graph, steps, svg !== undefined);
  return { graph, steps, lr, dot, svg };
}

const mostNodes = 10_000;
const mostDrawn = 1000; // the layout of 3,000 takes minutes
const mostKept = 2_000_000; // values of nodes after steps: some 100 bytes each

/** Throws: UsageError for what would take minutes, or gigabytes. */
function checkSize({ nodes: { length } }: ScalarGraph, steps: number, drawn: boolean): void {
  const refuse = (problem: string, given: string, expected: string): never => {
    throw new UsageError(`graph: ${problem}.`, { given, expected, fix: "take a smaller expression, or fewer steps" });
  };
  if (length > mostNodes) refuse("the expression is too long", `${length} nodes`, `${mostNodes} at most`);
  if (drawn && length > mostDrawn)
    refuse("the graph is too large to be drawn", `${length} nodes`, `${mostDrawn} at most with --svg`);
  if (length * steps > mostKept)
    refuse("these are too many steps", `${steps} steps of ${length} nodes`, `${Math.floor(mostKept / length)} at most`);
}

function isInput(word: string): boolean {
  return word.includes("=");
}

function theExpression(words: readonly string[]): string {
  if (words.length === 1) return words[0]!;
  const example = `${invocation()} graph "a*b + d" a=4 b=-2 d=5`;
  if (words.length === 0) {
    throw new UsageError("graph: there is no expression.", {
      given: "inputs alone, or nothing",
      expected: "an expression in quotes, and a number for each name in it",
      fix: example,
    });
  }
  throw new UsageError("graph: there are several expressions.", {
    given: words.map(quoted).join(" "),
    expected: "one expression in quotes, and inputs such as a=4",
    fix: `put it in quotes, for the shell takes a * for file names: ${example}`,
  });
}

function readInputs(words: readonly string[]): Record<string, number> {
  const inputs = new Map<string, number>();
  for (const word of words) {
    const [, name, text] = /^([^=]*)=(.*)$/s.exec(word)!;
    const refuse = (problem: string, expected: string): never => {
      throw new UsageError(`graph: ${problem}.`, { given: word, expected, fix: "for example a=4 b=-2" });
    };
    if ((functionNames as readonly string[]).includes(name!)) refuse(`${name} is a function, no input`, "another name");
    if (!isName(name!)) {
      refuse(`${JSON.stringify(name)} is not the name of an input`, "letters, digits and _, with a letter in front");
    }
    if (inputs.has(name!)) refuse(`the input ${name} is given twice`, `one number for ${name}`);
    const value = Number(text!.replace("−", "-"));
    if (!/^[-−+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text!) || !Number.isFinite(value)) {
      refuse(`${JSON.stringify(text)} is not a number`, `a number for ${name}: ${name}=4`);
    }
    inputs.set(name!, value);
  }
  return Object.fromEntries(inputs);
}

function build(text: string, inputs: Readonly<Record<string, number>>): ScalarGraph {
  const expression = parse(text);
  const names = new Set(expression.terms.flatMap((term) => (term.kind === "name" ? [term.name] : [])));
  const missing = [...names].filter((name) => !Object.hasOwn(inputs, name));
  if (missing.length === 0) return new ScalarGraph(expression, inputs);
  const given = Object.entries(inputs).map(([name, value]) => `${name}=${value}`);
  const fix = [...given, ...missing.map((name) => `${name}=1`)].join(" ");
  throw new UsageError(`graph: there is no number for ${missing.join(", ")}.`, {
    given: given.join(" ") || "no inputs",
    expected: `a number for each of ${[...names].join(", ")}`,
    fix: `${invocation()} graph ${JSON.stringify(text)} ${fix}`,
  });
}

function parse(text: string): ReturnType<typeof parseExpression> {
  try {
    return parseExpression(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { given, expected, fix } = error;
    throw new UsageError(error.message.split("\n")[0]!, {
      ...(given !== undefined && { given }),
      ...(expected !== undefined && { expected }),
      ...(fix !== undefined && { fix }),
    });
  }
}
