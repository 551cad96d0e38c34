/** A line of a program. */
export interface CallSite {
  /** As a report shows it: "src/train.ts:41:20". */
  readonly place: string;
  /** The function that the line is in; empty at the top of a file. */
  readonly function: string;
}

interface Frame {
  readonly function: string;
  readonly file: string;
  /** Line and column: ":41:20". */
  readonly position: string;
}

const deepest = 100; // frames that are looked at: recursion of a user's may go deep, a stack of ten (the default) is too little
const trailLength = 6;
const ownNames = new Set(["callSite", "made", "retain", "new Tensor"]); // lead to every tensor

/** The line outside Cairn, and outside other installed packages, that is being executed. */
export function callSite(): CallSite {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = deepest;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return callSiteIn(stack);
}

/**
 * The same in a stack whose first line is in this file. In a bundle, where all files are one, the functions are named that led
 * here, innermost first.
 */
export function callSiteIn(stack: string): CallSite {
  const frames = parseStack(stack);
  const packages = folderOfPackages(frames[0]?.file ?? "");
  const caller = packages === null ? undefined : frames.find(({ file }) => !isLibrary(file, packages));
  if (caller) return { place: shortened(caller.file) + caller.position, function: caller.function };
  const names = frames.map((frame) => frame.function).filter((name) => name !== "" && !ownNames.has(name));
  return { place: names.slice(0, trailLength).join(" < ") || "an unknown place", function: "" };
}

/** The frames of a stack as V8 writes it, or Firefox and Safari. */
function parseStack(text: string): Frame[] {
  const frames: Frame[] = [];
  for (const line of text.split("\n")) {
    const match =
      /^\s+at (?:async )?(?:(.*) \()?(.*?)((?::\d+){1,2})\)?$/.exec(line) ?? /^(.*?)@(.*?)((?::\d+){1,2})$/.exec(line);
    if (match)
      frames.push({ function: nameOf(match[1]), file: match[2]!.replace(/^file:\/\//, ""), position: match[3]! });
  }
  return frames;
}

/** `Object.<anonymous>` and `<anonymous>` are the top of a file, or a function without a name. */
function nameOf(text: string | undefined): string {
  return text === undefined || text.includes("<anonymous>") ? "" : text.replace(/ \[as .*\]$/, "");
}

/** Where the packages lie, seen from a file of this one: beside each other, in a checkout and when installed. Null in a bundle. */
function folderOfPackages(file: string): string | null {
  return /^(.*\/)tensor\/(?:src|dist)\//.exec(file)?.[1] ?? null;
}

function isLibrary(file: string, packages: string): boolean {
  if (/^node:|\/node_modules\//.test(file)) return true;
  return file.startsWith(packages) && /^[^/]+\/(?:src|dist)\//.test(file.slice(packages.length)) && !isTest(file);
}

const isTest = (file: string) => /\.test\.\w+$/.test(file); // our own tests lie beside what they test, and use it as others do

/** Seen from the folder in which the program runs, where there is one. */
function shortened(file: string): string {
  const folder = (globalThis as { process?: { cwd?(): string } }).process?.cwd?.();
  return folder !== undefined && file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
}
