import type { Teller } from "../teller.js";
import { DAYS, OUTDOORS, TOWN } from "../words/places.js";

/** A chain of trades: each has what another wants, and in the end each has what they wanted. */
export function trade(t: Teller): void {
  const animals = t.dice.chance(1, 3);
  for (const role of ["a", "b", "c"]) t.hero(role, animals);
  for (const role of ["x", "y", "z"]) t.thing(role);
  t.place("place", [...TOWN, ...OUTDOORS]);
  t.place("next", OUTDOORS);
  t.pick("day", DAYS);
  t.say(
    "{A} had {x.a}, but what {a.he} really wanted was {z.a}.",
    "{A} was {a.small} who had {x.a}. {A.he} was tired of {x.it} and wished for {z.a}.",
    "{Day}, {a} went out with {x.a}. {A.he} hoped to trade {x.it} for {z.a}.",
  );
  t.say(
    "{Place.at} {a} met {b}, who had {y.a}.",
    "{A.he} went {place.to}. There was {b} with {y.a}.",
    "{B} was {place.at}, playing with {y.a}.",
  );
  t.say(
    '"Do you have {z.bare}?" asked {a}. "No," said {b}, "but I would like your {x.noun}."',
    '"I had {x.bare} like that once," said {b}. "How I would love to have yours!"',
    '"I like your {x.noun}," said {b}. "Will you trade?"',
  );
  t.say(
    "So {a} gave {b} the {x.noun} and got the {y.noun}.",
    "They traded. Now {b} had the {x.noun}, and {a} had the {y.noun}.",
    "{B} took the {x} and gave {a} the {y}.",
  );
  second(t);
}

function second(t: Teller): void {
  t.say(
    "Then {a} went on {next.to}. {C} was sitting there and looked sad.",
    "{Next.at} {a} met {c}. {C} was not happy.",
    "Next, {a} came {next.to}, where {c} was looking for something.",
  );
  t.say(
    '"What is wrong, {c}?" asked {a}. "I lost my {y.noun}," said {c}. "All I have left is {z.bare}."',
    '"I wish I had {y.bare}," said {c}. "Nobody wants my {z.noun}."',
    '"I have {z.bare}," said {c}, "but I need {y.bare}."',
  );
  t.maybe(
    '"Then we can help each other," said {a} and held out the {y}.',
    '{A} could not believe it. "Look what I have!" {a.he} said and showed {c} the {y}.',
  );
  t.say(
    "{C} took the {y.noun}, and {a} got the {z} at last.",
    "They traded the {y.noun} for the {z.noun}, and {c} smiled again.",
    "{C} jumped up. The {y.noun} went to {c}, and the {z.noun} went to {a}.",
  );
  t.say(
    "In the evening all three were happy. {B} had the {x}, {c} had the {y}, and {a} had the {z}.",
    "Now {a} had the {z}, {b} had the {x}, and {c} had the {y}. Nobody wanted to trade any more.",
    'At home {a} showed everybody the {z}. "I got {z.it} from {c} for the {y.noun}," {a.he} said, "and the {y.noun} from {b} for the {x}."',
  );
}
