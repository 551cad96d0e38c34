/** Something that went wrong before Cairn itself could start: what, and how to mend it, in one line. */
export class Problem extends Error {
  name = "InstallError";

  constructor(message, fix, { log = "", code = 1 } = {}) {
    super(message);
    this.fix = fix;
    this.log = log;
    this.code = code;
  }
}

/** Tells the problem on standard error, or on standard output as JSON when that was asked for; returns the exit code. */
export function report(problem, json) {
  if (problem.log) process.stderr.write(`${problem.log.trimEnd()}\n`);
  const { name, message, fix, code } = problem;
  if (json) process.stdout.write(`${JSON.stringify({ error: { name, message, fix } })}\n`);
  else process.stderr.write(`cairn: ${message}: ${fix}.\n`);
  return code;
}
