import type { Teller } from "../teller.js";
import { DAYS, SPOTS } from "../words/places.js";
import { TREATS } from "../words/things.js";

/** The fast one boasts and falls; the slow one stops to help; they win together. */
export function race(t: Teller): void {
  const animals = t.dice.chance(2, 3);
  t.hero("a", animals);
  t.hero("b", animals);
  t.hero("c", animals);
  t.place("start");
  t.place("goal");
  t.pick("day", DAYS);
  t.pick(
    "spot",
    SPOTS.filter((spot) => !spot.startsWith("on top")),
  );
  t.noun("prize", t.fresh(TREATS));
  t.pick("kind", ["race", "big race", "summer race", "village race"]);
  t.pick("hurt", ["foot", "knee", "leg", "toe"]);
  t.say(
    "{Day} there was a {kind} from {start} to {goal}. The prize was {prize.bare}.",
    '"Whoever is the first to get from {start} to {goal} wins {prize.bare}," said {c}.',
    "Everybody talked about the {kind}. It started {start.at}, and whoever came first {goal.to} would win {prize.bare}.",
  );
  t.say(
    "{A} was very fast, and {b} was rather slow.",
    "{A} had the longest legs of all, and {b} had the shortest.",
    "{A} had won every {kind} so far. {B} had always been last.",
  );
  t.say(
    '"You will never beat me, {b}," laughed {a}. {B} said nothing.',
    '"I can almost taste the {prize.noun}," said {a}. "Go home, {b}!"',
    '"I will be {goal.at} before you tie your shoes, {b}," said {a}.',
  );
  t.say('"One, two, three, go!" called {c}, and off they went.', "{C} waved a flag, and they all began to run.");
  t.maybe("Soon {a} was so far ahead that nobody could see {a.him}.", "{A} ran like the wind. {B} was far behind.");
  stop(t);
}

function stop(t: Teller): void {
  t.say(
    "But then {a} tripped, fell and hurt one {hurt}.",
    "But {a} looked back to laugh, and so {a.he} fell and hurt one {hurt}.",
  );
  t.say("When {b} came by, {a} was sitting {spot}.", "{B} came along and heard someone cry. It was {a}, {spot}.");
  t.say(
    '"My {hurt} hurts," said {a}. "Run on, and you will win."',
    '"Go on, {b}," said {a} in a small voice. "The {prize.noun} will be yours."',
    "{A} was ashamed to look at {b}.",
  );
  t.say(
    '{B} looked at the road {goal.to}. Then {b.he} said, "Put your arm around me."',
    '"I won\'t leave you here," said {b}. "Lean on me."',
    "{B} thought of the {prize.noun}. Then {b.he} helped {a} up.",
  );
  t.say(
    "Step by step they walked on together, and so they both came {goal.to} at the same time.",
    "It took them a long time to get {goal.to}, and they crossed the line side by side.",
  );
  t.maybe(
    '"Who has won?" asked {c}. "{B} has," said {a}.',
    '"You both win," said {c} and gave them {prize.the}.',
    '"{B} could have won alone," {a} told everybody.',
  );
  t.say(
    "{A} and {b} shared {prize.the}, and {a} never laughed at {b} again.",
    "They ate {prize.the} together. The {hurt} got well, and they stayed friends.",
    'They sat {goal.at} and shared {prize.the}. "Next time I will walk with you from the start," said {a}.',
  );
}
