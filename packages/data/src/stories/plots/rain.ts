import type { Teller } from "../teller.js";
import { DAYS, OUTDOORS } from "../words/places.js";

interface Plan {
  /** What they want to do out of doors: "have a picnic". */
  readonly plan: string;
  /** What they take for it. */
  readonly bring: string;
  /** How it is in the end. */
  readonly end: string;
}

const PLANS: readonly Plan[] = [
  { plan: "have a picnic", bring: "the picnic basket", end: "ate everything in the picnic basket" },
  { plan: "fly a kite", bring: "the kite", end: "watched the kite fly up to the clouds" },
  { plan: "play football", bring: "the football", end: "kicked the football until they were all muddy" },
];

const INDOORS: readonly { readonly idea: string; readonly did: string; readonly fun: string }[] = [
  { idea: "build a fort", did: "built a fort out of chairs and blankets", fun: "It was dark and cozy in the fort." },
  { idea: "bake cookies", did: "baked cookies in the kitchen", fun: "The whole house smelled of cookies." },
  { idea: "listen to a story", did: "listened to a story about a dragon", fun: "The dragon in it was kind and shy." },
];

/** Rain spoils a plan; the day is good all the same; the plan comes true after the rain. */
export function rain(t: Teller): void {
  const animals = t.dice.chance(1, 4);
  t.hero("a", animals);
  t.hero("b", animals);
  t.adult("home", "a");
  t.pick(
    "day",
    DAYS.filter((day) => !/sunny|warm|quiet/.test(day)),
  );
  const plan = t.dice.pick(PLANS);
  t.place("place", OUTDOORS);
  const indoors = t.dice.pick(INDOORS);
  for (const [role, words] of Object.entries({ ...plan, ...indoors })) t.words(role, words);
  t.say(
    "{Day}, {a} and {a.his} friend {b} wanted to {plan} {place.at}.",
    "{A} and {b} had a plan. They wanted to go {place.to} and {plan}.",
    '"Today we will go {place.to} and {plan}!" said {a}. {B} had been waiting for it all week.',
  );
  t.say(
    "They got {bring} and put on their shoes.",
    "{B} carried {bring}, and {a} opened the door.",
    "They could not wait. {B} took {bring}, and off they went to the door.",
  );
  t.say(
    "But then big drops began to fall. Soon it was raining hard.",
    "But the sky turned gray, and it started to rain.",
    "Just then there was thunder, and the rain came down.",
  );
  t.maybe(
    '"Oh no," said {b}. "Now we can\'t {plan}."',
    "{B} looked out of the window and sighed.",
    '{A} was so sad that {a.he} almost cried. "It is not fair," {a.he} said.',
  );
  inside(t);
}

function inside(t: Teller): void {
  t.say(
    '"Why don\'t you {idea}?" said {home}.',
    '{Home} smiled. "Rain is a good time to {idea}," {home.he} said.',
    'Then {b} had an idea. "Let\'s {idea}!" {b.he} said, and {home} helped them.',
  );
  t.say("So they {did}. {Fun}", "And so they {did}. {Fun}", "They {did} and forgot about the rain. {Fun}");
  t.maybe(
    "They laughed so much that they did not hear the rain any more.",
    "The rain drummed on the roof, but they did not mind.",
  );
  t.say(
    "After a while it was quiet outside. The rain had stopped, and there was a rainbow!",
    '"Look, the sun is back!" said {a}. Over the wet roofs stood a rainbow.',
    "Then the sun came out, and all the leaves were shining.",
  );
  t.say(
    "They took {bring} and ran {place.to} after all.",
    'They still had {bring}. "Hurry!" called {b}, and they went {place.to}.',
  );
  t.say("There they {end}.", "{Place.at}, they {end}.", "That afternoon they {end}, just as they had planned.");
  t.say(
    '"First we got to {idea}, and now this," said {b}. "I like rain!"',
    "It was the best rainy day that {a} and {b} ever had.",
    'When {a} came home, {a.he} told {home}, "Tomorrow it may rain again. We will {idea}!"',
  );
}
