import type { Teller } from "../teller.js";
import { PET_NAMES } from "../words/animals.js";
import { DAYS, OUTDOORS, SPOTS } from "../words/places.js";

/** A hungry animal is fed, and brings back what its friend loses. */
export function hungry(t: Teller): void {
  t.kid("a");
  t.adult("home", "a");
  t.animal("pet", { needy: true });
  t.pick("called", PET_NAMES);
  t.snack("snack");
  t.thing("thing", ["cloth"]);
  t.place("place", OUTDOORS);
  t.pick("spot", SPOTS);
  t.pick("day", DAYS);
  t.say(
    "{Day}, {a} walked {place.to}. {A.he} had {snack.a} in {a.his} bag, and {home} had lent {a.him} {thing.a}.",
    "{Day}, {home} gave {a} {snack.a} and {thing.a}, and {a} went out to play {place.at}.",
    "{A} was {a.small} who liked to be outside. {Day}, {a.he} took {snack.a} and {thing.a} and went {place.to}.",
  );
  t.maybe(
    "All at once {a.he} heard a soft sound.",
    "Suddenly something moved.",
    "It was so quiet that {a.he} could hear {a.his} own steps. Then something moved.",
  );
  t.say(
    "{Pet.first} was sitting {spot}. It {pet.sound} sadly.",
    "There, {spot}, sat {pet.first}. It looked at {a} and {pet.sound}.",
    "{A} looked {spot} and saw {pet.first}, all alone.",
  );
  t.maybe(
    '"You poor thing, are you hungry?" asked {a}.',
    '"Where is your mother?" asked {a}. "You must be hungry."',
    "{A} could see that it had not eaten for days.",
  );
  t.say(
    "{A.he} gave the {pet.noun} half of the {snack}, and then the other half too.",
    "{A.he} took out the {snack} and shared it with the {pet.noun}.",
    "{A.he} was hungry too, but {a.he} gave the whole {snack} to the {pet.noun}.",
  );
  t.maybe(
    "The {pet.noun} ate it all and {pet.sound} happily.",
    "In no time it was eaten up, and the {pet.noun} looked much better.",
  );
  repaid(t);
}

function repaid(t: Teller): void {
  t.say(
    "When {a} got home, {a.he} noticed that the {thing.noun} {thing.was} gone. {A.he} must have dropped {thing.it} on the way.",
    'At home {home} asked, "Where {thing.is} the {thing.noun}?" {A} had lost {thing.it}, and {a.he} was very sorry.',
    "But on the way home {a} lost the {thing.noun}. {A.he} looked and looked, but {a.he} could not find {thing.it}.",
  );
  t.say(
    "The next day there was a noise at the door.",
    "Then something {pet.sound} outside.",
    "That evening, something scratched at the door.",
  );
  t.say(
    "It was the {pet}, and it had brought the {thing}!",
    "There stood the {pet}. And what did it have with it? The {thing}!",
    "{A} opened the door. There was the {pet} with the {thing}!",
  );
  t.say(
    '"You found {thing.it}!" said {a}. "Thank you!"',
    "{A} was so glad that {a.he} hugged the {pet.noun}.",
    '{Home} laughed. "You gave it your {snack}, and it gave you back the {thing.noun}," {home.he} said.',
  );
  t.say(
    "They named the {pet.noun} {called}, and {called} stayed with them.",
    "{A} asked if it could stay. {Home} nodded, and they called the {pet.noun} {called}.",
    "{A} named it {called}. After that, {called} waited {place.at} every day, and every day {a} brought {snack.a}.",
  );
}
