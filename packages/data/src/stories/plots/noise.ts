import type { Teller } from "../teller.js";
import { HOUSE } from "../words/places.js";

const NOISES: readonly { readonly noise: string; readonly again: string }[] = [
  { noise: "a scratching noise", again: "Scratch, scratch!" },
  { noise: "a knocking noise", again: "Knock, knock!" },
  { noise: "a strange tapping", again: "Tap, tap, tap!" },
  { noise: "a soft rattling", again: "Rattle, rattle!" },
  { noise: "a loud bumping", again: "Bump, bump!" },
];

const GUESSES: readonly string[] = ["a ghost", "a monster", "a thief", "a dragon", "a giant", "a witch"];

const TRAPS: readonly { readonly trap: string; readonly free: string }[] = [
  { trap: "caught in an old net", free: "cut the net with scissors" },
  { trap: "stuck in a box", free: "lifted the lid of the box" },
  { trap: "stuck between two chairs", free: "pushed the chairs apart" },
  { trap: "shut up in a cupboard", free: "turned the key of the cupboard" },
  { trap: "caught behind a heavy trunk", free: "pulled the trunk away" },
  { trap: "tangled in a ball of wool", free: "untied the wool" },
];

/** A noise in the night is no monster but an animal in need. */
export function noise(t: Teller): void {
  t.kid("a");
  t.kid("b");
  t.animal("pet", { needy: true, sizes: ["small"] });
  t.place(
    "place",
    HOUSE.filter((place) => /attic|cellar|shed|barn|garage|laundry/.test(place)),
  );
  t.thing("lamp", ["keepsake"], ["lantern", "flashlight", "lamp"]);
  t.pick("first", GUESSES);
  t.pick("second", GUESSES);
  t.snack("snack");
  const { trap, free } = t.dice.pick(TRAPS);
  for (const [role, words] of Object.entries({ ...t.dice.pick(NOISES), trap, free })) t.words(role, words);
  t.say(
    "One night {b} slept at {a}'s house. They were just in bed when they heard {noise}.",
    "In the middle of the night {a} heard {noise} and woke up {b}, who was staying for the weekend.",
    "{A} and {b} were telling stories in the dark. Suddenly there was {noise}.",
  );
  t.say("{Again} It came from {place}.", '{Again} "What was that?" whispered {b}. It came from {place}.');
  t.say(
    '"It is {first}!" said {b}. "Or {second}!" said {a}.',
    '"Perhaps it is {first}," said {a}. "No, I think it is {second}," said {b}.',
    '"There is {first} in {place}!" said {b} and hid under the blanket.',
  );
  t.say(
    '"I want to know," said {a}, and {a.he} took {lamp.a}.',
    "But {a} lit {lamp.a} and took {b} by the hand.",
    '{A} got {lamp.a}. "Come on," {a.he} said, "I am scared too, but we are two."',
  );
  t.maybe(
    "Step by step they went {place.to}.",
    "They went {place.to} on their toes, and {b} held on to {a}'s sleeve.",
    "The floor creaked as they went {place.to}.",
  );
  found(t);
}

function found(t: Teller): void {
  t.maybe("{Again} Now it was very near.", '{Again} "There it is again," said {b}.');
  t.say(
    "{A} held up the {lamp.noun}. It was not {first}. It was {pet.first}, {trap}!",
    "In the light of the {lamp.noun} they saw {pet.first}. It was {trap}.",
  );
  t.say(
    '"Oh, you poor {pet.noun}!" said {b}. {B.he} was not afraid any more.',
    "The {pet.noun} {pet.sound} and looked at them with big eyes.",
    '"And we thought you were {first}," laughed {a}.',
  );
  t.say(
    "{A} {free}, and the {pet.noun} was free.",
    "While {b} held the {lamp}, {a} {free}.",
    "Very gently {b} {free}.",
  );
  t.say(
    "They gave it {snack.a}, and it ate every bit.",
    "{B} ran to get {snack.a}. The {pet.noun} was hungry and ate it at once.",
  );
  t.say(
    "Then they opened the door, and the {pet} ran out into the night.",
    "In the morning the {pet} was gone, but the window stood open.",
    "The {pet} slept at their feet until morning.",
  );
  t.say(
    'When they heard a noise the next night, {b} only said, "Good night, little {pet.noun}!"',
    "Since then nobody in the house believes in {first}.",
    '"Tomorrow night I will leave {snack.a} {place.at}," said {a}. And {a.he} did.',
  );
}
