import type { Teller } from "../teller.js";
import { DAYS, OUTDOORS, SPOTS, TOWN } from "../words/places.js";

/** Something is found that one would like to keep, and it goes back to the one who lost it. */
export function honest(t: Teller): void {
  t.kid("a");
  t.kid("b");
  t.adult("home", "a");
  t.adult("giver", "b");
  t.thing("thing", ["toy", "cloth", "keepsake"]);
  t.thing("thanks", ["toy", "keepsake"]);
  t.place("place", OUTDOORS);
  t.place("other", TOWN);
  t.pick("spot", SPOTS);
  t.pick("day", DAYS);
  t.say(
    "{Day}, {a} was walking {place.at}.",
    "{Day}, {a} went {place.to} all alone.",
    "{A} was {a.small} who always looked at the ground. {Day}, {a.he} was {place.at}.",
  );
  t.say(
    "There, {spot}, {a.he} saw {thing.a}.",
    'Something {thing.look} was lying {spot}. {A} came closer. "I have found {thing.a}!" {a.he} said.',
    "{A.he} looked {spot} and found {thing.a}.",
  );
  t.maybe(
    "{A} had always wanted {thing.bare} like that. {A.he} put {thing.it} in {a.his} bag.",
    '"How lucky I am!" thought {a}. "Now I have {thing.bare}."',
    "There was nobody around, so {a} took {thing.it} home.",
  );
  t.maybe(
    'At home, {home} asked, "Where did you get the {thing.noun}?" "I found {thing.it} {place.at}," said {a}.',
    '{Home} saw the {thing.noun}. "What do you have there?" {home.he} asked. {A} turned red.',
  );
  t.say(
    '"Perhaps somebody is crying about {thing.it} now," said {home} when {home.he} saw {thing.it}.',
    'When {home} saw the {thing.noun}, {home.he} asked, "How would you feel if you had lost {thing.it}?"',
  );
  giveBack(t);
}

function giveBack(t: Teller): void {
  t.say(
    "{A} could not sleep that night. In the morning {a.he} wrote a note and hung it up {other.at}.",
    "{A} thought about it for a long time. Then {a.he} asked everybody {other.at}.",
    'So {a} hung up a note {other.at}. "Found: {thing.bare}," it said.',
  );
  t.say(
    "Soon {b} came to the door. {B.his} eyes were red from crying.",
    "The same day {a} met {b}, who looked very unhappy.",
  );
  t.say(
    '"I lost my {thing.noun} {place.at}," said {b}. "My {giver.who} gave {thing.it} to me."',
    '"Have you seen {thing.a}?" asked {b}. "I had {thing.it} from my {giver.who}."',
  );
  t.say(
    'It was hard for {a}, but {a.he} gave {b} the {thing.noun}. "I found {thing.it} {spot}," {a.he} said.',
    '"Here {thing.they} {thing.is}," said {a}. "Your {thing.noun} {thing.was} {spot}."',
  );
  t.maybe(
    "{B} danced around the room.",
    "{B} laughed and cried at the same time.",
    '"You are so kind, {a}!" said {b}.',
  );
  t.say(
    'The next day {b} came back with {thanks.a}. "This is for you," {b.he} said.',
    "As a thank you, {b} gave {a} {thanks.a}.",
  );
  t.say(
    "{A} liked the {thanks.noun} even better than the {thing.noun}, because now {a.he} had a friend as well.",
    '{Home} looked at the {thanks.noun} and smiled. "This time you can keep what you got," {home.he} said.',
    "And when they met {place.at} the next time, {a} brought the {thanks}, and {b} brought the {thing}.",
  );
}
