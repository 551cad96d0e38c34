import { withArticle } from "../forms.js";
import type { Teller } from "../teller.js";
import { PET_NAMES } from "../words/animals.js";
import { DAYS } from "../words/places.js";
import { COLORS, TREATS } from "../words/things.js";

const LANDMARKS: readonly string[] = [
  "a broken fence",
  "a hollow tree",
  "a small bridge",
  "a round pond",
  "a rock like a turtle",
  "an empty hut",
  "three tall pines",
  "a field of sunflowers",
  "a stone lion",
  "an old well",
  "a rusty sign",
  "a pile of logs",
];

/** A walk passes three landmarks; the way home passes them in reverse. */
export function astray(t: Teller): void {
  t.kid("a");
  t.kid("b");
  t.adult("home", "a");
  t.animal("pet", { sizes: ["middle", "large"] });
  t.pick("called", PET_NAMES);
  const color = t.fresh(COLORS);
  t.cast.set("color", { plain: color, a: withArticle(color) });
  t.noun("treat", t.fresh(TREATS));
  t.pick("day", DAYS);
  t.pick("wood", ["the forest", "the woods", "the hills", "the valley"]);
  for (const role of ["one", "two", "three"]) {
    const landmark = t.fresh(LANDMARKS);
    t.cast.set(role, { plain: landmark, the: `the ${landmark.replace(/^(an?|three) /, "")}` });
  }
  t.say(
    "{Day}, {a} and {b} went for a walk in {wood} with {called}, {a}'s {pet}.",
    "{Day}, {a} took the {pet.noun} {called} for a walk in {wood}. {B} went with them.",
  );
  t.say(
    '"Be back for dinner," said {home}. "There will be {treat.bare}."',
    '{Home} called after them, "Don\'t be late! We are having {treat.bare} tonight."',
  );
  t.say(
    "First they passed {one}, then {two}, and after that {three}.",
    "They walked past {one} and then past {two}. At last they came to {three}.",
    "Behind {one} the path turned left. They went by {two} and rested at {three}.",
  );
  t.say(
    "Then {b} saw {color.a} butterfly, and they ran after it.",
    "There {b} saw {color.a} bird and wanted to see where it lived.",
    "There {color.a} beetle flew up, and they followed it through the bushes.",
  );
  worry(t);
  back(t);
}

function worry(t: Teller): void {
  t.say(
    "When they stopped, nothing looked the same. They were lost.",
    "Soon they did not know where they were.",
    "But when it was gone, they could not see the path any more.",
  );
  t.maybe(
    '"I am scared," said {b}. "It is getting dark."',
    "The sun was low, and {b} began to cry.",
    '"Which way is home?" asked {b}. {A} did not know.',
  );
  t.say(
    "Then {called} {pet.sound} and pulled {a} to one side.",
    '"{Called} knows the way," said {a}. "Let\'s follow."',
    "But {called} {pet.sound} and walked ahead.",
  );
}

function back(t: Teller): void {
  t.say(
    'Soon they saw {three.the}. "I remember that!" said {a}.',
    '"Look, {three}!" cried {b}. "We were here before."',
  );
  t.maybe(
    "Now they had to find {two.the}, and then {one.the}.",
    "Before that they had passed {two.the}, and even before that {one.the}.",
  );
  t.say(
    "And so it was. They came to {two.the}, then to {one.the}, and then they saw the lights of the house.",
    "They found {two.the}, and after {one.the} they were home.",
    "They passed {two.the} and ran past {one.the} all the way home.",
  );
  t.say(
    '{Home} stood at the door. "I kept {treat.the} for you," {home.he} said.',
    '"There you are!" said {home}. They sat down and ate {treat.the}.',
  );
  t.say(
    "{Called} got the biggest share, because {called} had found the way.",
    "All night {b} dreamed of something {color} in {wood}, and {called} slept by the fire.",
    '"Without {called} we would still be in {wood}," said {b} and patted the {pet.noun}.',
  );
}
