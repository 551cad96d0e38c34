import type { Teller } from "../teller.js";
import { DAYS, HOUSE, OUTDOORS } from "../words/places.js";
import { BREAKABLE } from "../words/things.js";

/** Two want the same toy, it breaks, and mending it together teaches them to take turns. */
export function quarrel(t: Teller): void {
  const animals = t.dice.chance(1, 3);
  t.hero("a", animals);
  t.hero("b", animals);
  t.adult("wise", "a");
  t.thing("thing", ["toy"], Object.keys(BREAKABLE));
  t.place("place", [...OUTDOORS, ...HOUSE]);
  t.pick("day", DAYS);
  t.words("part", BREAKABLE[t.cast.get("thing")!.noun!]!);
  t.pick("glue", ["glue", "tape", "wire", "string"]);
  t.pick("count", ["ten", "twenty", "fifty"]);
  t.say(
    "{A} and {b} were best friends. {A} was {a.small}, and {b} was {b.small}.",
    "{A}, {a.small}, lived next door to {b}, {b.small}. They played together every day.",
    "Once there were two friends, {a} and {b}.",
  );
  t.say("{Day}, they found {thing.a} {place.at}.", "{Day}, they were playing {place.at} when they saw {thing.a}.");
  t.say(
    '"I saw it first!" said {a}. "No, I did!" said {b}.',
    '"It is mine!" cried {a}. "No, it is mine!" cried {b}.',
    '"Let me have the {thing.noun}," said {b}. "No," said {a}, "I want to play with it."',
  );
  t.say(
    "{A} pulled and {b} pulled. Crack! The {part} broke off.",
    "They both pulled at the {thing.noun} until the {part} came off.",
    "They pulled so hard that the {part} of the {thing.noun} broke.",
  );
  t.maybe(
    "Now nobody could play with it. {A} was angry, and {b} was sad.",
    "{B} started to cry, and {a} looked at the ground.",
    "The two friends stopped talking to each other.",
  );
  mend(t);
}

function mend(t: Teller): void {
  t.say(
    "{Wise} came and saw the broken {thing.noun}.",
    "{Wise} heard the noise and came to look.",
    "{A} showed the broken {thing.noun} to {wise}.",
  );
  t.say(
    '"A toy is more fun when you share it," {wise.he} said.',
    '"Which is better," asked {wise}, "a {thing.noun} or a friend?"',
    '"If you both want it, take turns," said {wise}. "Count to {count} and then change."',
  );
  t.say(
    '"I\'m sorry, {b}," said {a}. "I\'m sorry too," said {b}.',
    '"I should not have pulled," said {a}. "Me neither," said {b}.',
  );
  t.say(
    "They took {glue} and fixed the {part} together.",
    "{Wise} gave them {glue}, and soon the {part} was as good as new.",
    "{A} held the {part} while {b} fixed it with {glue}.",
  );
  t.say(
    "Then {a} played with the {thing} and counted to {count}, and after that it was {b}'s turn.",
    'Then they took turns. "You go first, {b}," said {a}, and {b} smiled.',
    "First {b} played with it until {a} had counted to {count}. Then {a} played while {b} counted.",
  );
  t.say(
    "{A} and {b} were friends again, and the {thing.noun} never broke again.",
    "From then on the {thing} belonged to both of them, and so did all the fun {place.at}.",
    "They never fought about the {thing.noun} again.",
  );
}
