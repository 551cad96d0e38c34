import type { Results } from "./results.ts";
import { besideOthers, besideOthersInBrowser, everyLine, goals, limits, places } from "./tables.ts";
import { winsAndLosses } from "./wins.ts";

const begin = (name: string) => `<!-- ${name}: begin -->`;
const end = (name: string) => `<!-- ${name}: end -->`;

/** What stands between the two markers of a name; nothing where they are missing. */
export function between(text: string, name: string): string | undefined {
  const [from, to] = [text.indexOf(begin(name)), text.indexOf(end(name))];
  return from < 0 || to < from ? undefined : text.slice(from + begin(name).length, to).trim();
}

function marked(name: string, text: string): string {
  return `${begin(name)}\n\n${text}\n\n${end(name)}`;
}

/** A page with something else between its markers. Throws: where it has none. */
export function replaceBetween(text: string, name: string, content: string): string {
  const old = between(text, name);
  if (old === undefined) throw new Error(`the page has no markers ${begin(name)} and ${end(name)}`);
  const [from, to] = [text.indexOf(begin(name)), text.indexOf(end(name)) + end(name).length];
  return text.slice(0, from) + marked(name, content) + text.slice(to);
}

/** docs/performance.md. The section written by hand is taken from the page as it was. */
export function performancePage(results: Results, before: string): string {
  const { machine, lines } = results;
  const versions = [...new Set(lines.map(({ peer, version }) => `${peer} ${version}`))].sort().join("; ");
  return `# How fast Cairn is

Written by \`npm run -s bench -- performance\`: nobody types a figure. Everything was measured in one run on one machine, other systems
and Cairn in turn, ${machine.rounds} ${machine.rounds === 1 ? "round" : "rounds"}; a figure is the best, in brackets how many per cent its worst repeat was behind. Figures of another day or machine prove nothing: only ratios within a run do.

- ${machine.date}; ${machine.cpu}, ${machine.cores} cores, ${machine.memory}${machine.avx512 ? ", with AVX-512, which native code uses and WebAssembly cannot" : ""}; ${machine.system}; load ${machine.load} when the run began
- ${versions}

\`cairn bench\` times Cairn's side anywhere, and \`cairn bench --help\` says how. 1T is one thread, 2T two. A training step is captured and
replayed, as \`fit\` does it, unless its line says "eager".

## Goals

${goals(results)}

## What falls short, and why

${marked("by hand", between(before, "by hand") ?? "Nothing is written yet.")}

## Beside other systems

${besideOthers(results)}

## In a browser

In one headless Chromium, in turn: ours in a Worker, the others in a page of their own (jax-js with its Workers; on "1T" without them). Graphics
backends draw by Chromium's own program for the CPU where there is no graphics processor. \`npm run -s bench -- cli/bench/browser -- w5 w9 w10
--peers FOLDER --node --rounds 3\` measures these alone, and Node in turn; its first lines say how.

${besideOthersInBrowser(results)}

## Where Cairn runs

In Node 24, Node 20 (SIMD without fused multiply-add) and headless Chromium.

${places(results)}

## How close to the machine

Limits from WebAssembly, measured in the same process on as many threads: multiply-adds of 128 bits on registers, reads of memory.

${limits(results)}

## Every figure

<details><summary>best, median and worst</summary>

${everyLine(results)}

</details>
`;
}

/** The README with its table of wins and losses. */
export function readmePage(results: Results, before: string): string {
  const more = "[How fast Cairn is](docs/performance.md) has more: other sizes, browsers, goals, and what falls short.";
  return replaceBetween(before, "performance", `${winsAndLosses(results)}\n\n${more}`);
}
