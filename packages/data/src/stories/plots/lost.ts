import type { Teller } from "../teller.js";
import { CORNERS, DAYS, LITTER, OUTDOORS, SPOTS } from "../words/places.js";

/** A thing is lost where it was played with, looked for where it is not, and found where it was lost. */
export function lost(t: Teller): void {
  t.kid("a");
  t.kid("b");
  t.adult("giver", "a");
  t.thing("thing");
  t.place("place", OUTDOORS);
  t.pick("spot", SPOTS);
  t.pick("corner", CORNERS);
  t.pick("litter", LITTER);
  t.pick("day", DAYS);
  t.say(
    "{A} had {thing.a} that {a.he} loved very much. {Giver} had given {thing.it} to {a.him}.",
    "Once there was {a.small} named {a}. {A.his} favorite thing in the world was {thing.a}, a gift from {giver}.",
    "{A} was {a.small} who had {thing.a}. {Giver} once gave {thing.it} to {a.him}, and {a} took good care of {thing.it}.",
  );
  t.say(
    "{Day}, {a} took the {thing.noun} {place.to} and played there with {b}.",
    "{Day}, {a} went {place.to} with {a.his} friend {b}. The {thing.noun} came along too.",
    "{Day}, {a} and {b} played {place.at}, and of course {a} brought the {thing.noun}.",
  );
  t.maybe("They ran and laughed until the sun went down.", "They played so long that they forgot the time.");
  t.say(
    "But when {a} came home, the {thing.noun} {thing.was} gone.",
    "At home, {a} looked in {a.his} bag. The {thing.noun} {thing.was} not there!",
    "In the evening {a} could not find the {thing.noun}.",
  );
  search(t);
  find(t);
  t.say(
    "From that day on, {a} never left the {thing.noun} {place.at} again.",
    "After that {a} loved the {thing.noun} even more, and {b} even more than the {thing.noun}.",
    "That night the {thing.look} {thing.noun} {thing.was} back in {a.his} room, and {a} slept well.",
    "When {giver} came to visit, {a} told {giver.him} how {b} had found the {thing.noun} {spot}.",
  );
}

function search(t: Teller): void {
  t.maybe(
    "{A} felt very sad.",
    "{A} began to cry.",
    "Tears ran down {a.his} face.",
    '"What will {giver.call} say?" thought {a}.',
  );
  t.say(
    "{A.he} looked {corner}, but there was only {litter}.",
    "First {a.he} looked {corner}. All {a.he} found there was {litter}.",
    "{A.he} looked {corner} and found {litter}, but no {thing.noun}.",
  );
}

function find(t: Teller): void {
  t.say(
    '"Think about where we played today," said {b}. "We were {place.at}!" {A} said. "Then let\'s go back {place.to}," said {b}.',
    '{A} called {b}. "Maybe you left {thing.it} {place.at}," {b} said. "I will help you look."',
    '"Don\'t be sad," said {b}. "We played {place.at}. I am sure {thing.they} {thing.is} still there."',
  );
  t.say(
    "They hurried back {place.to} and looked everywhere.",
    "So the two friends went {place.to} again.",
    "The next morning they walked {place.to} together.",
  );
  t.say(
    'There, {spot}, {b} saw something {thing.look}. "There {thing.they} {thing.is}!" {b.he} called.',
    "{B} looked {spot}, and there {thing.was} {a}'s {thing}!",
    'Then {b} shouted, "Look!" The {thing} {thing.was} lying {spot}.',
  );
  t.maybe(
    '"Thank you, {b}!" said {a} and gave {b.him} a big hug.',
    "{A} jumped for joy and thanked {b}.",
    '{A} held {thing.it} tight. "You are a good friend, {b}," {a.he} said.',
  );
}
