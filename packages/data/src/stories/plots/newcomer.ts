import type { Teller } from "../teller.js";
import { OUTDOORS, TOWN } from "../words/places.js";

/** A shy newcomer and another have the same love, and it makes them friends. */
export function newcomer(t: Teller): void {
  const animals = t.dice.chance(1, 4);
  t.hero("a", animals);
  t.hero("b", animals);
  t.adult("home", "a");
  t.thing("thing", ["toy", "keepsake"]);
  t.place("place", OUTDOORS);
  t.place("before", TOWN);
  t.snack("snack");
  t.pick("love", [
    "trains",
    "stars",
    "frogs",
    "horses",
    "pirates",
    "dinosaurs",
    "bees",
    "volcanoes",
    "ships",
    "bugs",
    "clouds",
    "maps",
  ]);
  t.pick("color", ["blue", "green", "yellow", "red", "pink"]);
  t.say(
    "{A} was new in town. Before, {a.he} had lived near {before}, and now {a.he} knew nobody.",
    "{A}'s family had just moved into the {color} house. {A.he} did not know anybody.",
    "{A} was {a.small} who was very shy. {A.he} had just come to a new school.",
  );
  t.say(
    '{Home} said, "Go {place.to}. You will find friends there." So {a} went, but {a.he} only had {a.his} {thing} with {a.him}.',
    "{A} sat {place.at} all alone with {a.his} {thing}.",
    "When the others played {place.at}, {a} stood to one side and held {a.his} {thing}.",
  );
  meet(t);
  love(t);
}

function meet(t: Teller): void {
  t.say(
    "Nobody spoke to {a.him}, and {a.he} did not dare to speak either.",
    "{A} wished that someone would say hello.",
    '"Nobody likes me," thought {a}.',
  );
  t.say(
    'Then {b} sat down beside {a.him}. "What do you have there?" {b.he} asked.',
    'Someone came closer. It was {b}. "I like your {thing.noun}," {b.he} said.',
  );
  t.say(
    '"My {thing.noun}," {a} said in a low voice. "I keep {thing.it} next to my pictures of {love}."',
    '"I brought the {thing.noun} from my old home," said {a}. "And I brought my book about {love}."',
  );
}

function love(t: Teller): void {
  t.say('"{Love}?" cried {b}. "I love {love}!"', '{B}\'s eyes grew wide. "You like {love}? So do I!"');
  t.maybe(
    "They talked about {love} until the bell rang.",
    "{B} knew everything about {love}, and so did {a}.",
    "And suddenly {a} was not shy at all. There was so much to say about {love}.",
  );
  t.maybe("{A} let {b} hold the {thing}.", "{B} had {snack.a} and gave {a} half of it.");
  t.maybe(
    '"Will you come {place.to} again tomorrow?" asked {b}. "Yes!" said {a}.',
    '"Let\'s meet {place.at} every day," said {b}.',
  );
  t.say(
    'At home {home} asked, "Did you find a friend?" "Yes," said {a}, "{b.he} likes {love}!"',
    'When {a} came home, {a.he} was singing. "What happened?" asked {home}. "I met {b}," said {a}.',
  );
  t.say(
    "{A} put the {thing} on the shelf. {A.he} was not alone any more.",
    "A week later, another child came who knew nobody. {A} went over and said hello.",
    "Now {a} and {b} draw {love} together, and the {thing.noun} {thing.is} always with them.",
  );
}
