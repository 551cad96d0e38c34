import type { Teller } from "../teller.js";
import { DAYS, OUTDOORS, SHOPS, STORES, WATERS } from "../words/places.js";

interface Project {
  readonly noun: string;
  /** What it is made of: three things, each fetched from a place. */
  readonly parts: readonly [string, string, string];
  /** What goes wrong, and what mends it. */
  readonly trouble: string;
  readonly fix: string;
  /** What it is used for in the end. */
  readonly use: string;
  /** Where it can be used, when not everywhere. */
  readonly where?: readonly string[];
}

const PROJECTS: readonly Project[] = [
  {
    noun: "tree house",
    parts: ["boards", "nails", "a rope"],
    trouble: "the ladder broke",
    fix: "tied the steps together with the rope",
    use: "sat in the tree house and could see the whole town",
  },
  {
    noun: "birdhouse",
    parts: ["a wooden box", "a stick", "some paint"],
    trouble: "the roof fell off",
    fix: "put it back with four long nails",
    use: "saw two little birds move into the birdhouse",
  },
  {
    noun: "raft",
    parts: ["logs", "a rope", "a bed sheet"],
    trouble: "the raft fell apart in the water",
    fix: "tied the logs with a better knot",
    use: "sailed on the raft like two captains",
    where: WATERS,
  },
  {
    noun: "doghouse",
    parts: ["boards", "a hammer", "an old blanket"],
    trouble: "the door was too small for the dog",
    fix: "made the door wider",
    use: "saw the dog sleep happily in the doghouse",
  },
  {
    noun: "wagon",
    parts: ["four wheels", "a crate", "a rope"],
    trouble: "one wheel came off and rolled away",
    fix: "ran after the wheel and put it back",
    use: "rode down the road in the wagon",
  },
  {
    noun: "scarecrow",
    parts: ["straw", "an old coat", "a hat"],
    trouble: "the wind blew the head away",
    fix: "tied the head on with a scarf",
    use: "saw the crows fly away from the scarecrow",
  },
  {
    noun: "swing",
    parts: ["a board", "a rope", "a pillow"],
    trouble: "the rope was too short",
    fix: "added a piece of chain to the rope",
    use: "went up and down on the swing until dinner",
  },
  {
    noun: "puppet theater",
    parts: ["a big box", "curtains", "paint"],
    trouble: "the curtain fell down",
    fix: "hung the curtain on a stronger string",
    use: "gave a show in the puppet theater",
  },
  {
    noun: "fort",
    parts: ["branches", "leaves", "a flag"],
    trouble: "the walls fell down",
    fix: "pushed the branches deeper into the ground",
    use: "waved the flag of the fort and sang",
  },
  {
    noun: "lemonade stand",
    parts: ["a table", "lemons", "cups"],
    trouble: "the table fell over with a crash",
    fix: "put a brick under the short leg",
    use: "sold cold lemonade to everybody who came by",
  },
];

/** Something is built from three parts, falls apart, is mended and used. */
export function build(t: Teller): void {
  const animals = t.dice.chance(1, 4);
  t.hero("a", animals);
  t.hero("b", animals);
  t.adult("proud", "a");
  t.place("source", STORES);
  t.place("shop", SHOPS);
  t.pick("day", DAYS);
  const { noun, parts, where, ...rest } = t.dice.pick(PROJECTS);
  t.place("place", where ?? OUTDOORS);
  t.noun("it", noun, t.dice.chance(1, 2) ? t.dice.pick(["big", "real", "strong", "fine"]) : "");
  t.words("one", parts[0]);
  t.words("two", parts[1]);
  t.words("three", parts[2]);
  for (const [role, words] of Object.entries(rest)) t.words(role, words);
  t.say(
    "{A} was {a.small} who loved to make things. {Day}, {a.he} and {b} wanted to build {it.a}.",
    '{Day}, {a} said to {b}, "Let\'s build {it.a} {place.at}!"',
    '{Day}, {a} and {b} had nothing to do. "I know," said {a}. "We can build {it.a}!"',
  );
  t.say(
    '"What do we need?" asked {b}. "We need {one}, {two} and {three}," said {a}.',
    "For that they needed {one}, {two} and {three}.",
    'They made a list. "{One}, {two} and {three}," {b} wrote.',
  );
  gather(t);
  finish(t);
}

function gather(t: Teller): void {
  t.say(
    "{A} found {one} {source.at}, and {b} got {two} {shop.at}.",
    "{A} went and got {one}, which {a.he} had seen {source.at}. {B} got {two} {shop.at}.",
    "They got {two} {shop.at} and carried {one} from {source}.",
  );
  t.say("{Proud} gave them {three}.", "{Proud} had {three} for them.", "{A} asked {proud} for {three}.");
  t.maybe(
    "They worked all morning {place.at}.",
    "Then they went {place.to} and worked hard.",
    "{Place.at} they worked side by side, and {b} sang a song.",
  );
}

function finish(t: Teller): void {
  t.say("But when they were almost done, {trouble}.", "Then {trouble}!", "It looked good, but suddenly {trouble}.");
  t.maybe(
    '"Now it is all ruined!" cried {b}.',
    '{B} wanted to give up. "We will never finish it," {b.he} said.',
    "{B} sat down on the ground and was very upset.",
  );
  t.say(
    '"No," said {a}, "we can fix it." They {fix}.',
    '{A} thought for a while. "I have an idea," {a.he} said. They {fix}.',
    '"Let\'s try again," said {a}, and together they {fix}.',
  );
  t.maybe(
    "At last the {it.noun} was ready.",
    "In the evening the {it.noun} was finished.",
    "This time the {it.noun} held.",
  );
  t.say(
    'They called {proud}. "You made that from {one}, {two} and {three}?" {proud.he} asked. "Well done!"',
    '{Proud} came to see it. "What {it.a}!" {proud.he} said. "I am proud of you."',
  );
  t.say(
    "That day {a} and {b} {use}.",
    "And {a} and {b} {use}.",
    "They were tired but happy, and the two of them {use}.",
  );
}
