import { Rng } from "@cairn-ml/tensor";
import { type Brought, checkColumn, inputTable } from "../input-table.js";

export interface People {
  /** cm */
  readonly heights: readonly number[];
  /** kg */
  readonly weights: readonly number[];
}

interface Drawn {
  readonly seed: number;
  readonly people: number;
  /** A weight strays by this share of it at most, every stray as likely as every other. */
  readonly noise: number;
}

/** 0.32 kg a cm, heights uniform from 150 to 190 cm. */
export function drawPeople({ seed, people, noise }: Drawn): People {
  const rng = new Rng(seed).fork("people");
  const heights = Array.from(rng.fork("heights").uniforms(people), (u) => 150 + 40 * u);
  const strays = rng.fork("noise").uniforms(people);
  return { heights, weights: heights.map((height, i) => 0.32 * height * (1 + noise * (2 * strays[i]! - 1))) };
}

/** The reader's own people; undefined when there are none. Throws: ValueError naming the line. */
export function peopleFrom(host: Brought): People | undefined {
  const table = inputTable(host, ["height", "weight"]);
  if (!table) return undefined;
  checkColumn(host, table, "height", {
    ...{ op: "lesson 2", problem: "is no height in centimetres", expected: "centimetres, such as 165" },
    ...{ fix: "multiply metres by 100", holds: (height) => height >= 10 && height < 300 },
  });
  const { height, weight } = table.columns as { height: number[]; weight: number[] };
  return { heights: height, weights: weight };
}
