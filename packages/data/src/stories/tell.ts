import type { Dice } from "./dice.js";
import type { Forms } from "./forms.js";
import { hungry } from "./plots/hungry.js";
import { lost } from "./plots/lost.js";
import { quarrel } from "./plots/quarrel.js";
import { rain } from "./plots/rain.js";
import { trade } from "./plots/trade.js";
import { Teller } from "./teller.js";

/** Every plot, by name. A plot is a function that casts its roles and says its sentences. */
export const PLOTS: Readonly<Record<string, (teller: Teller) => void>> = {
  hungry,
  lost,
  quarrel,
  rain,
  trade,
};

/** A story with what it is made of, by which tests can hold it to its word. */
export interface Story {
  readonly plot: string;
  readonly text: string;
  readonly cast: ReadonlyMap<string, Forms>;
}

const NAMES = Object.keys(PLOTS);

/** How many words a story has. */
export const SHORTEST = 60;
export const LONGEST = 160;

/** Tells one story of a plot that the dice choose; one that comes out too short or too long is told anew. */
export function tellStory(dice: Dice): Story {
  const plot = dice.pick(NAMES);
  for (;;) {
    const teller = new Teller(dice);
    PLOTS[plot]!(teller);
    const words = teller.text.split(" ").length;
    if (words >= SHORTEST && words <= LONGEST) return { plot, text: teller.text, cast: teller.cast };
  }
}
