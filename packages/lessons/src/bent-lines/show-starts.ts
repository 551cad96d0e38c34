import type { Exhibit } from "../exhibit.js";
import type { Starts } from "./network.js";

/** How often a start ends well, by the number of hidden units. */
export function showStarts(starts: readonly Starts[], steps: number): Exhibit {
  const { of } = starts[0]!;
  const two = starts.find(({ hidden }) => hidden === 2)!;
  return {
    kind: "table",
    title: `How many hidden units? ${of} random ${of === 1 ? "start" : "starts"} each, ${steps} steps`,
    head: ["hidden units", "XOR solved", "stuck: a yes and a no look alike", "stuck otherwise"],
    rows: starts.map(({ hidden, solved, blind }) => [hidden, solved, blind, of - solved - blind].map(String)),
    note:
      `Two bends are enough for XOR, but only ${two.solved} of ${of} random starts find them. A ReLU gives 0 on one side of its line, and its slope is 0 ` +
      "there too: a row at which all units are silent teaches them nothing. Where that happens to a yes and a no, they look alike for good. (A unit " +
      "that is silent at every row is called dead.) With more units it is likelier that some are awake where they are needed.",
  };
}
