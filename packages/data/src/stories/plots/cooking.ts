import type { Teller } from "../teller.js";

const DISHES: readonly { readonly dish: string; readonly needs: readonly string[] }[] = [
  { dish: "a cake", needs: ["eggs", "sugar", "flour", "butter"] },
  { dish: "pancakes", needs: ["milk", "eggs", "flour", "salt"] },
  { dish: "vegetable soup", needs: ["onions", "carrots", "salt", "potatoes"] },
  { dish: "bread", needs: ["flour", "salt", "yeast", "water"] },
  { dish: "apple pie", needs: ["apples", "sugar", "butter", "flour"] },
  { dish: "pizza", needs: ["cheese", "tomatoes", "flour", "oil"] },
  { dish: "a fruit salad", needs: ["bananas", "pears", "grapes", "honey"] },
  { dish: "waffles", needs: ["eggs", "milk", "butter", "sugar"] },
];

const EVENTS: readonly string[] = [
  "a birthday party",
  "the school party",
  "the summer party",
  "dinner",
  "the last day of school",
  "the village fair",
];

/** An ingredient is missing, two neighbors are asked, and all who helped eat together. */
export function cooking(t: Teller): void {
  const animals = t.dice.chance(1, 3);
  for (const role of ["a", "b", "c", "d"]) t.hero(role, animals);
  const { dish, needs } = t.dice.pick(DISHES);
  const bare = dish.replace(/^a /, "");
  t.cast.set("dish", { plain: dish, the: `the ${bare}` });
  const missing = t.fresh(needs);
  const [first, second] = needs.filter((need) => need !== missing);
  t.words("missing", missing);
  t.words("first", first!);
  t.words("second", second!);
  t.words("also", needs.filter((need) => need !== missing)[2]!);
  t.pick("event", EVENTS);
  t.thing("pot", ["keepsake"], ["pot", "bowl", "pan", "tin"]);
  t.pick("far", ["next door", "across the road", "down the road", "behind the school", "around the corner"]);
  t.pick("farther", ["at the end of the road", "by the church", "up the hill", "over the bridge"]);
  t.say(
    "{A} and {b} wanted to make {dish} for {event}.",
    '"Let\'s make {dish} for {event}," said {a}. {B} thought that was a good idea.',
    "For {event}, {a} and {b} planned to make {dish}.",
  );
  t.say(
    "They put on aprons and got {pot.a}. They had {first}, {second} and {also}, but no {missing}.",
    '"{First}, {second}, {also}," counted {b}. "But we have no {missing}!" The shelf was empty.',
    "{B} took out {pot.a}, {first}, {second} and {also}. Then {a} saw that they had no {missing}.",
  );
  t.maybe('"I will ask {c}," said {a}.', '"Maybe {c} can help us," said {b}.');
  ask(t);
  eat(t);
}

function ask(t: Teller): void {
  t.say(
    'They went to {c}, who lived {far}, but {c.he} had no {missing} either. "Maybe {d} has some," {c.he} said.',
    'They ran to {c}, who lived {far}. "I used up all my {missing}," said {c}. "Ask {d}!"',
  );
  t.say("So they went on to {d}, who lived {farther}.", "{D} lived {farther}, and that was quite far.");
  t.say(
    '"Do you have {missing}?" asked {b}. "Of course," said {d} and filled a bag. "What is it for?"',
    '{D} opened the door. "{Missing}? Yes, I have plenty," {d.he} said. "What are you making?"',
  );
  t.say(
    '"We are making {dish} for {event}," said {a}. "Please come and have some!"',
    '"It is for {dish}," said {b}. "Come to us at five and you shall have some."',
  );
}

function eat(t: Teller): void {
  t.maybe(
    "At home {b} stirred with all {b.his} strength while {a} added the {missing}.",
    "Back home they mixed the {missing} with the {first} and the {second}.",
  );
  t.maybe(
    "Soon the kitchen smelled wonderful.",
    "There was flour on the floor and even on the cat.",
    "{A} burned one finger, but it was not bad.",
  );
  t.maybe(
    "In the end they had made so much that it did not fit on the table.",
    "It turned out better than ever before.",
    "When they were done, {a} took a small taste. It was perfect.",
  );
  t.say(
    "At five o'clock {d} came, and {a} ran {far} to get {c} too.",
    '{D} came with flowers. "And where is {c}?" asked {a}. They went {far} and brought {c.him} along.',
  );
  t.say(
    '"You had no {missing} for us," {a} told {c}, "but you told us where to go."',
    '"I did not give you anything," said {c}. "You sent us to {d}," said {b}. "That was a lot."',
  );
  t.say(
    "All four of them ate {dish.the} until nothing was left in the {pot}.",
    "Then {a}, {b}, {c} and {d} sat down together, and nobody went home hungry.",
    "They all said that {dish.the} tasted best because it was shared.",
  );
}
