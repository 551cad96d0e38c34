import type { Teller } from "../teller.js";

const FEARS: readonly { readonly of: string; readonly when: string; readonly hid: string; readonly truth: string }[] = [
  {
    of: "the dark",
    when: "the light went out",
    hid: "pulled the blanket over",
    truth: "the dark is only the day with its eyes closed",
  },
  { of: "thunder", when: "there was thunder", hid: "put a pillow over", truth: "thunder is only the clouds clapping" },
  {
    of: "the wind",
    when: "the wind howled",
    hid: "put both hands over",
    truth: "the wind is only looking for someone to play with",
  },
  {
    of: "the big dog next door",
    when: "the big dog barked",
    hid: "put a coat over",
    truth: "the dog only barks to say hello",
  },
  {
    of: "the cellar",
    when: "the cellar door was open",
    hid: "pulled a scarf over",
    truth: "there is nothing in the cellar but jam and potatoes",
  },
  {
    of: "the owl in the barn",
    when: "the owl hooted",
    hid: "pulled a hat over",
    truth: "the owl only asks who is there",
  },
  {
    of: "the old clock",
    when: "the old clock struck",
    hid: "put two pillows over",
    truth: "the clock is only counting out loud",
  },
];

const HABITS: readonly { readonly habit: string; readonly did: string }[] = [
  { habit: "count to ten", did: "counted to ten" },
  { habit: "count to twenty", did: "counted to twenty" },
  { habit: "sing a song", did: "sang a song" },
  { habit: "take three deep breaths", did: "took three deep breaths" },
  { habit: "think of something funny", did: "thought of something funny" },
  { habit: "hum a little tune", did: "hummed a little tune" },
  { habit: "close your eyes and smile", did: "closed both eyes and smiled" },
];

/** A fear is met with a keepsake and a habit; later both are handed on to someone with the same fear. */
export function fear(t: Teller): void {
  const animals = t.dice.chance(1, 3);
  t.hero("a", animals);
  t.hero("c", animals);
  t.adult("wise", "a");
  t.thing("thing", ["keepsake", "toy"]);
  for (const [role, words] of Object.entries({ ...t.dice.pick(FEARS), ...t.dice.pick(HABITS) })) t.words(role, words);
  t.say(
    "{A} was {a.small} who was afraid of {of}.",
    "There was only one thing that {a} was afraid of, and that was {of}.",
    "{A} was brave when it came to spiders and snakes. But {a.he} was afraid of {of}.",
  );
  t.say("Whenever {when}, {a.he} {hid} {a.his} head.", "Every time {when}, {a} {hid} {a.his} head and did not move.");
  t.maybe(
    '"What is the matter?" asked {wise}. "I am afraid of {of}," whispered {a}.',
    'One evening {wise} found {a.him} like that. "Are you afraid of {of}?" {wise.he} asked. {A} nodded.',
  );
  t.say(
    "{Wise} went away and came back with {thing.a}, which had helped {wise.him} long ago.",
    '"I was afraid of {of} too," said {wise} and gave {a.him} {thing.a}.',
  );
  t.say(
    '"Hold {thing.it} and {habit}," {wise.he} said. "And remember that {truth}."',
    '"When you are scared, hold {thing.it} and {habit}," {wise.he} said. "You will see that {truth}."',
  );
  brave(t);
}

function brave(t: Teller): void {
  t.say(
    "That night it happened again: {when}.",
    "It did not take long. The next evening {when}.",
    "Two days later {when} once more.",
  );
  t.say(
    "{A} held the {thing.noun} tight and {did}.",
    "{A.his} hands shook, but {a.he} took the {thing.noun} and {did}.",
    "{A} wanted to hide. But {a.he} held the {thing} and {did}.",
  );
  t.maybe(
    "And really, it was not so bad any more.",
    '"It works!" said {a}.',
    "Slowly the fear went away.",
    "{A.his} heart was beating fast, but {a.he} did not hide.",
  );
  t.maybe("From then on {a.he} was not afraid of {of} any more.", '"I am proud of you," said {wise} in the morning.');
  t.say(
    "A year later, {c} came to visit, and {when}. {C} was afraid.",
    "Then came a night when {c} slept at {a}'s house. When {when}, {c} started to cry.",
    "One day {a} heard that {c}, who was younger, was afraid of {of} too.",
  );
  t.say(
    '{A} got the {thing}. "Hold {thing.it} and {habit}," {a.he} said. "You know, {truth}."',
    '"I know what helps," said {a} and brought the {thing}. "Just {habit}. After all, {truth}."',
  );
  t.say(
    "{C} {did}, and both of them had to laugh.",
    "{C} tried it, and soon {c.he} was asleep with the {thing.noun} beside {c.him}.",
    '{A} let {c} keep the {thing.noun}. "I don\'t need {thing.it} any more," {a.he} said.',
  );
}
