import { atLeast, atMost, type Check, exactly, near } from "../check.js";
import type { Exhibit } from "../exhibit.js";
import type { Host, Outcome, Suggestion } from "../lesson.js";
import { followWave } from "./curve.js";
import { type Writing, writings } from "./gates.js";
import type { BentLinesOptions, BentLinesResults } from "./lesson.js";
import { countStarts, type Starts, XorNetwork } from "./network.js";
import { fitOneLine } from "./one-line.js";
import { showLines } from "./show-lines.js";
import { fewUnits, showAnswers, showNetwork } from "./show-network.js";
import { showStarts } from "./show-starts.js";
import { showWave } from "./show-wave.js";

export async function run(
  { hidden, seeds, lr, steps, inputs, seed }: BentLinesOptions & { readonly seed: number },
  host: Host,
): Promise<Outcome<BentLinesResults>> {
  const writing = writings[inputs]!;
  const and = await fitOneLine("AND", writing, host);
  const or = await fitOneLine("OR", writing, host);
  const xor = await fitOneLine("XOR", writing, host);
  const network = new XorNetwork({ hidden, lr, steps, seed }, writing);
  await network.fit({ ...host.training(`XOR, ${hidden} hidden units`, { kept: true }), logEvery: 5 });
  host.signal.throwIfAborted();
  const starts: Starts[] = [];
  for (const width of [...new Set([2, 3, 4, hidden])].sort((a, b) => a - b)) {
    starts.push(await countStarts({ hidden: width, seeds, lr, steps }, writing, host));
  }
  const solvedWith = (width: number) => {
    const { of, solved } = starts.find((each) => each.hidden === width)!;
    return { of, solved };
  };
  const sums = await followWave(seed, host);
  const { history } = network.model.result!;
  const results: BentLinesResults = {
    and: { correct: and.correct },
    or: { correct: or.correct },
    xorLinear: { correct: xor.correct, loss: xor.loss },
    xorNetwork: { correct: network.correct, loss: history.at(-1)!.loss!, hidden },
    seeds: solvedWith(hidden),
    twoEnough: solvedWith(2),
    relu: sums.map(({ k, error }) => ({ k, error })),
  };
  return {
    results,
    checks: checksOf(results),
    exhibits: [
      ...showLines([and, or, xor], writing, history),
      ...showNetwork(network, writing),
      ...(await anotherStart(network, starts, writing, host)),
      showStarts(starts, steps),
      ...showWave(sums),
    ],
    suggestions,
  };
}

const suggestions: readonly Suggestion[] = [
  {
    what: "Two hidden units, and their two bends: in a start that gets stuck, and in one that works",
    command: "lesson 5 --hidden 2",
  },
  { what: "Ten times as many starts: are 8 hidden units always enough?", command: "lesson 5 --seeds 1000" },
  {
    what: "No and yes written as 0 and 1: from how many starts does it still work?",
    command: "lesson 5 --inputs plain",
  },
];

/** Where this start is stuck and the units are few: one that works, for the picture of its bends. */
async function anotherStart(
  network: XorNetwork,
  starts: readonly Starts[],
  writing: Writing,
  host: Host,
): Promise<Exhibit[]> {
  const { options, correct } = network;
  const works = starts.find(({ hidden }) => hidden === options.hidden)?.first;
  if (correct === 4 || works === undefined || options.hidden > fewUnits) return [];
  const other = new XorNetwork({ ...options, seed: works }, writing);
  await other.fit({ signal: host.signal, logEvery: options.steps });
  host.signal.throwIfAborted();
  return showAnswers(other, writing);
}

function checksOf({ and, or, xorLinear, xorNetwork, seeds, relu }: BentLinesResults): Check[] {
  const last = relu.length - 1;
  return [
    exactly("and.correct", and.correct, 4, "AND by one line, rows right"),
    exactly("or.correct", or.correct, 4, "OR by one line, rows right"),
    atMost("xorLinear.correct", xorLinear.correct, 3, "XOR by one line, rows right"),
    near("xorLinear.loss", xorLinear.loss, Math.LN2, 0.001, "XOR by one line, log loss"),
    exactly("xorNetwork.correct", xorNetwork.correct, 4, "XOR by a network, rows right"),
    atLeast("seeds.solved", seeds.solved, Math.ceil(0.95 * seeds.of), `XOR by a network, of ${seeds.of} starts`),
    atMost(`relu.${last}.error`, relu[last]!.error, relu[0]!.error / 4, `curve: error with ${relu[last]!.k} ReLUs`),
  ];
}
