import type { Teller } from "../teller.js";
import { OUTDOORS, WATERS } from "../words/places.js";

interface Skill {
  readonly skill: string;
  readonly past: string;
  /** What goes wrong at first, and what one must know. */
  readonly fail: string;
  readonly advice: string;
  readonly where?: readonly string[];
}

const PAVED: readonly string[] = ["in the park", "on the playground", "at the school", "by the fountain"];
const TREES: readonly string[] = ["in the forest", "in the orchard", "in the park", "on the farm", "on the hill"];

const SKILLS: readonly Skill[] = [
  {
    skill: "swim",
    past: "swam",
    fail: "swallowed some water and had to cough",
    advice: "Kick your legs and breathe slowly",
    where: WATERS,
  },
  {
    skill: "ride a bike",
    past: "rode the bike",
    fail: "fell off the bike and hurt one knee",
    advice: "Look far ahead and do not stop",
    where: PAVED,
  },
  {
    skill: "whistle",
    past: "whistled a song",
    fail: "blew and blew, but there was only air",
    advice: "Make your lips round and blow softly",
  },
  {
    skill: "roller skate",
    past: "skated in a circle",
    fail: "slipped and sat down hard",
    advice: "Bend your knees a little",
    where: PAVED,
  },
  { skill: "juggle", past: "juggled three balls", fail: "dropped all the balls", advice: "Throw them high and wait" },
  {
    skill: "jump rope",
    past: "jumped twenty times",
    fail: "got caught in the rope",
    advice: "Listen to the rope and jump when it clicks",
  },
  {
    skill: "fly a kite",
    past: "flew the kite above the trees",
    fail: "ran until the kite hit a tree",
    advice: "Hold it up and wait for the wind",
  },
  {
    skill: "catch a ball",
    past: "caught every ball",
    fail: "closed both eyes and missed the ball",
    advice: "Keep your eyes on the ball",
  },
  {
    skill: "play the drum",
    past: "played the drum",
    fail: "hit the drum so fast that nobody could sing along",
    advice: "Count to four, again and again",
  },
  {
    skill: "climb a tree",
    past: "climbed to the top",
    fail: "got stuck on the lowest branch",
    advice: "Use your feet more than your hands",
    where: TREES,
  },
  {
    skill: "skip stones",
    past: "made the stone skip five times",
    fail: "threw a stone that sank at once",
    advice: "Take a flat stone and throw it low",
    where: WATERS,
  },
  {
    skill: "stand on your hands",
    past: "stood there upside down",
    fail: "fell over again and again",
    advice: "Keep your arms straight and look at the ground",
  },
  {
    skill: "dance",
    past: "danced the whole song",
    fail: "mixed up left and right",
    advice: "Feel the music first and then move",
  },
];

/** Something is hard at first, good advice and practice make it easy, and the advice is passed on word for word. */
export function learn(t: Teller): void {
  const animals = t.dice.chance(1, 3);
  t.hero("a", animals);
  if (t.dice.chance(1, 2)) t.adult("b", "a");
  else t.hero("b", animals);
  t.hero("c", animals);
  const { skill, where, ...rest } = t.dice.pick(SKILLS);
  t.words("skill", skill.replace("your", t.cast.get("a")!.his!));
  t.words("theirs", skill.replace("your", "their"));
  for (const [role, words] of Object.entries(rest)) t.words(role, words);
  t.place("place", where ?? OUTDOORS);
  t.pick("days", ["two", "three", "four", "five", "six", "ten"]);
  t.say(
    "{A} was {a.small} who could not {skill}. All the others could.",
    "All of {a}'s friends could {theirs}. Only {a} could not.",
    "More than anything, {a} wanted to learn to {skill}.",
  );
  t.say(
    "{A} went {place.to} to try it. {A.he} {fail}.",
    "The first time, {place.at}, {a.he} {fail}.",
    "One day {a.he} tried it {place.at}, but {a.he} {fail}.",
  );
  t.maybe(
    '"I can\'t do it," said {a}. "I will never learn it."',
    "{A} was angry and kicked a stone.",
    '"It is too hard," {a} said, and {a.his} lip began to shake.',
  );
  practice(t);
  passOn(t);
}

function practice(t: Teller): void {
  t.say(
    '{B} had seen it. "{Advice}," {b.he} said.',
    'Then {b} came by. "Do you know the trick?" {b.he} asked. "{Advice}."',
    '{B} sat down next to {a}. "{Advice}," said {b}. "That is all."',
  );
  t.say(
    "So {a} went {place.to} every day and practiced.",
    "{A} tried again, and again, and again.",
    "For {days} days {a} practiced {place.at}.",
  );
  t.maybe(
    "Some days it went well, and some days it did not.",
    "{B} watched and clapped.",
    "Once more {a.he} {fail}, but {a.he} did not give up.",
  );
  t.say(
    "And then it happened. {A} {past}!",
    "After {days} days {a} {past} for the first time.",
    "One morning {a.he} remembered every word, and {a.he} {past}!",
  );
  t.maybe(
    '"Look at me, {b.call}!" {a} shouted. {B} smiled. "I knew it," {b.he} said.',
    '"You did it!" cried {b}. {A} felt very proud.',
    "{A} was so happy that {a.he} did it all over again.",
  );
}

function passOn(t: Teller): void {
  t.say(
    "The next week, {a} met {c}, who {fail}.",
    "Some time later, little {c} wanted to learn it too. {C} {fail}.",
    "Then {a} saw that {c} could not do it either. {C} {fail} and wanted to go home.",
  );
  t.say(
    '"Don\'t worry," said {a}. "{Advice}. {b.call} taught me that."',
    '"Do you know the trick?" asked {a}. "{Advice}."',
    '{A} sat down next to {c}. "{Advice}," {a} said, just as {b} had said it.',
  );
  t.say(
    "Soon there were two more who could {theirs}: {a} and {c}.",
    "And before the week was over, {c} {past}.",
    "Today {a} and {c} go {place.to} together.",
  );
}
