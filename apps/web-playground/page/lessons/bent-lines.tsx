import type { JSX } from "preact";
import { textOf } from "../parts/marked-points.js";
import { SourceCode } from "../parts/source-code.js";
import { TryCards } from "../parts/try-cards.js";
import { usePart } from "../parts/use-part.js";
import type { PlayProps } from "./lesson-play.js";
import { ReluSums } from "./relu-sums.js";
import { XorNetwork } from "./xor-network.js";

/** What hidden units do in the plane, and what their bends add up to along a line. */
export function BentLines(props: PlayProps): JSX.Element {
  const network = usePart(XorNetwork, ["points", "inputs", "hidden", "lr", "steps", "seed", "add"], props);
  const sums = usePart(ReluSums, ["target", "units", "offset", "fitted", "seed"], props);
  return (
    <>
      {network}
      {sums}
      <TryCards lesson={5} cards={cards} />
      <SourceCode lesson={5} files={files} />
    </>
  );
}

const ring = Array.from({ length: 12 }, (_, i) => {
  const turns = [
    [1, 0],
    [0.87, 0.5],
    [0.5, 0.87],
  ][i % 3]!;
  const [x, y] = turns as [number, number];
  const [cos, sin] = [
    [x, y],
    [-y, x],
    [-x, -y],
    [y, -x],
  ][Math.floor(i / 3)] as [number, number];
  return [1.5 * cos, 1.5 * sin, 1] as const;
});

const cards = [
  { what: "Two units that get stuck, with three of four right", values: { hidden: 2, seed: 0 } },
  { what: "Two units that find it: the same network, another start", values: { hidden: 2, seed: 9 } },
  {
    what: "A ring around the middle: three lines close it, from some starts",
    values: { hidden: 3, seed: 6, points: textOf([...ring, [0, 0, 0], [0.3, 0.2, 0], [-0.3, 0.1, 0], [0, -0.4, 0]]) },
  },
  {
    what: "XOR by hand: a sum of two ReLUs over first + second, and no training",
    values: { hidden: 2, seed: 9, target: "XOR", units: "1,2,0.5;1,0,-1" },
  },
];

const files = {
  "packages/lessons/src/bent-lines/relu-sums.ts": () =>
    import("../../../../packages/lessons/src/bent-lines/relu-sums.ts?raw"),
  "packages/lessons/src/bent-lines/play.ts": () => import("../../../../packages/lessons/src/bent-lines/play.ts?raw"),
  "packages/models-classic/src/network.ts": () => import("../../../../packages/models-classic/src/network.ts?raw"),
};
