import type { Teller } from "../teller.js";
import { OUTDOORS, WATERS } from "../words/places.js";
import { TREATS } from "../words/things.js";

const CHORES: readonly {
  readonly chore: string;
  readonly done: string;
  readonly worry: string;
  readonly proof: string;
}[] = [
  {
    chore: "water the roses",
    done: "watered the roses",
    worry: "The roses must be thirsty",
    proof: "The roses were fresh and red",
  },
  {
    chore: "feed the fish",
    done: "fed the fish",
    worry: "The fish must be hungry",
    proof: "The fish swam round and round",
  },
  {
    chore: "feed the cat",
    done: "fed the cat",
    worry: "The cat is waiting for its milk",
    proof: "The cat lay purring on the rug",
  },
  {
    chore: "close the gate",
    done: "closed the gate",
    worry: "The sheep will run away",
    proof: "Not one sheep was missing",
  },
  {
    chore: "bring in the laundry",
    done: "brought in the laundry",
    worry: "The laundry will get wet",
    proof: "The laundry was dry and folded",
  },
  {
    chore: "walk the dog",
    done: "walked the dog",
    worry: "The dog is waiting at the door",
    proof: "The dog slept by the fire",
  },
  {
    chore: "collect the eggs",
    done: "collected the eggs",
    worry: "The hens will step on the eggs",
    proof: "Nine eggs lay in the basket",
  },
  {
    chore: "pick the tomatoes",
    done: "picked the tomatoes",
    worry: "The birds will eat the tomatoes",
    proof: "A bowl of tomatoes stood on the table",
  },
  {
    chore: "light the lamp",
    done: "lit the lamp",
    worry: "Nobody will find the way in the dark",
    proof: "The lamp was shining in the window",
  },
  {
    chore: "wash the dishes",
    done: "washed the dishes",
    worry: "The dishes are still dirty",
    proof: "The dishes were as clean as new",
  },
];

const FUN: readonly string[] = [
  "play ball",
  "fly kites",
  "play tag",
  "race each other",
  "have a picnic",
  "look for treasure",
  "pick flowers",
  "watch the clouds",
];

const WATER_FUN: readonly string[] = [
  "swim",
  "catch frogs",
  "build a dam",
  "sail boats",
  "look for shells",
  "skip stones",
];

/** A promise is given, nearly forgotten, and kept; so is the promise made in return. */
export function promise(t: Teller): void {
  t.kid("a");
  t.kid("b");
  t.adult("g", "a");
  const wet = t.dice.chance(1, 2);
  t.place("place", wet ? WATERS : OUTDOORS);
  t.pick("fun", wet ? WATER_FUN : FUN);
  t.noun("treat", t.fresh(TREATS));
  t.pick("back", ["in the evening", "before dinner", "at six o'clock", "at noon"]);
  for (const [role, words] of Object.entries(t.dice.pick(CHORES))) t.words(role, words);
  t.say(
    '"I have to go to town," said {g}. "{A}, will you {chore} for me?"',
    '{G} put on a coat. "{A}, please {chore} today," {g.he} said. "I will be away."',
    'One day {g} had to take the train. "Can you {chore} while I am gone, {a}?" {g.he} asked.',
  );
  t.say(
    '"Yes, I promise," said {a}. "Then I will bring you {treat.bare}," said {g}. "I will be back {back}."',
    '"I promise," said {a}. {G} smiled. "And I promise you {treat.bare} when I come back {back}."',
  );
  t.say(
    "As soon as {g} had left, {b} knocked at the door.",
    "Then {a}'s friend {b} came running.",
    "A little later, {b} looked over the fence.",
  );
  t.say(
    '"Come with me {place.to}!" {b} called. "We are going to {fun}!"',
    '"All the others are {place.at}," said {b}. "They want to {fun}. Hurry up!"',
  );
  tempted(t);
  kept(t);
}

function tempted(t: Teller): void {
  t.say(
    "{A} loved to {fun}, and so {a.he} put on {a.his} shoes and ran along.",
    "{A} forgot everything else and went with {b}.",
    "It sounded like so much fun that {a} went along.",
  );
  t.say(
    "But halfway {place.to}, {a} stopped.",
    "They were almost there when {a} stood still.",
    "Then {a} remembered {g}.",
  );
  t.say(
    '"I promised to {chore}," {a.he} said. "{Worry}!"',
    '"Wait," {a.he} said. "{Worry}. I have to {chore} first."',
    '"Oh no," said {a}. "I forgot to {chore}! {Worry}."',
  );
  t.say(
    '"You can do that later," said {b}. But {a} shook {a.his} head. "A promise is a promise."',
    '"Nobody will know," said {b}. "I will know," said {a}.',
    '"But we want to {fun}!" said {b}. "Go ahead," said {a}. "I will come later."',
  );
  t.say("{A.he} ran home and {done}.", "So {a} went back and {done}.", "{A} turned around, and at home {a.he} {done}.");
  t.maybe("Then there was still time to go {place.to} and {fun}.", "{B} came too and helped, so it did not take long.");
}

function kept(t: Teller): void {
  t.maybe("{Proof} when {g} opened the door.", "{Proof}. That was the first thing {g} saw.");
  t.say(
    '{Back} {g} was there again. "You kept your promise, so I keep mine," {g.he} said and took {treat.bare} out of a bag.',
    'When {g} came home {back}, {g.he} said, "Thank you, {a}. I have {treat.bare} for you."',
    "{G} came home {back} and had not forgotten either. {G.he} gave {a} {treat.bare}.",
  );
  t.say(
    "{A} ate {treat.it} with {b} and thought that nothing had ever tasted so good.",
    '{A} shared {treat.it} with {b}. "Next time I will help you to {chore}," said {b}.',
    "That night {a} went to bed with a full belly and a light heart.",
  );
}
