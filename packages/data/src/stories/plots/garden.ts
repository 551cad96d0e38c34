import type { Teller } from "../teller.js";

const CROPS: readonly { readonly seed: string; readonly crop: string; readonly many: string; readonly dish: string }[] =
  [
    { seed: "pumpkin seeds", crop: "a huge pumpkin", many: "the pumpkin", dish: "pumpkin soup" },
    { seed: "sunflower seeds", crop: "a tall sunflower", many: "the sunflower seeds", dish: "sunflower bread" },
    { seed: "beans", crop: "a whole basket of beans", many: "the beans", dish: "bean soup" },
    { seed: "strawberry plants", crop: "sweet red strawberries", many: "the strawberries", dish: "strawberry jam" },
    { seed: "carrot seeds", crop: "ten long carrots", many: "the carrots", dish: "carrot salad" },
    { seed: "potatoes", crop: "a bucket of potatoes", many: "the potatoes", dish: "potato pancakes" },
    { seed: "tomato seeds", crop: "bright red tomatoes", many: "the tomatoes", dish: "tomato sauce" },
    { seed: "corn", crop: "corn taller than the fence", many: "the corn", dish: "corn bread" },
    { seed: "pea seeds", crop: "a hundred green peas", many: "the peas", dish: "pea soup" },
  ];

/** Seeds are planted and waited for; what grows goes to the one who gave the seeds. */
export function garden(t: Teller): void {
  const animals = t.dice.chance(1, 3);
  t.hero("a", animals);
  t.hero("b", animals);
  t.adult("giver", "a");
  t.thing("thing", ["keepsake"], ["bucket", "bottle", "cup", "can", "bowl", "pot"]);
  t.pick("spot", ["behind the house", "next to the shed", "under the window", "by the fence", "near the gate"]);
  t.pick("weeks", ["one week", "two weeks", "three weeks", "a month"]);
  for (const [role, words] of Object.entries(t.dice.pick(CROPS))) t.words(role, words);
  t.say(
    'In spring {giver} gave {a} some {seed}. "Good things take time," {giver.he} said.',
    '"These are for you," said {giver} and gave {a} some {seed}. "Good things take time, you know."',
    '{A} got some {seed} from {giver}, who said, "Remember, good things take time."',
  );
  t.say(
    "{A} planted them {spot}.",
    "{A} dug a hole {spot} and put them in.",
    "{A.he} went out and planted them {spot}, one by one.",
  );
  t.say(
    "Every morning {a.he} took {thing.a} and gave them water.",
    "{A.he} had {thing.a}, and with it {a.he} watered them each day.",
  );
  t.say(
    "{A} waited for {weeks}, and nothing happened.",
    "After {weeks} the ground was still bare.",
    "For {weeks} there was nothing to see but dirt.",
  );
  t.say(
    '"Nothing will ever grow there," said {b}. "Come and play!"',
    '{B} laughed. "You are watering mud," {b.he} said.',
    '"Why don\'t you give up?" asked {b}.',
  );
  t.say(
    '"{Giver.call} said that good things take time," said {a}.',
    "But {a} filled the {thing.noun} again and went on.",
    '"Wait and see," said {a}. The next day {a.he} was there with the {thing.noun} again.',
  );
  grow(t);
}

function grow(t: Teller): void {
  t.say(
    "Then one morning there was a tiny green leaf.",
    "And then, after a warm rain, something green came out of the ground.",
    '"Come quickly!" {a} shouted. Something small and green was standing {spot}.',
  );
  t.maybe(
    "{B} could not believe it. Now {b.he} came to help every day.",
    '"I was wrong," said {b}. "May I water it too?" {A} handed {b.him} the {thing}.',
    "{B} brought a chair and watched it grow.",
  );
  t.say(
    "All summer it grew and grew, and in fall there was {crop}!",
    "The sun shone, the bees hummed, and at the end of summer they had {crop}.",
  );
  t.say(
    "{A} and {b} carried {many} to {giver}.",
    '"This is from your {seed}," {a} told {giver}.',
    "{A} did not keep {many}. {A.he} took everything to {giver}.",
  );
  t.say(
    "{Giver} made {dish}, enough for all three of them.",
    "Together they made {dish} and had dinner {spot}.",
    '{Giver} was so glad that {giver.he} cooked {dish} for everybody. "I gave you so little," {giver.he} said, "and you gave me so much."',
  );
  t.say(
    'And {b}? "Next spring I want some {seed} too," {b} said.',
    "{A} put the {thing} away until next spring.",
    '"Good things do take time," said {b} with a full mouth.',
  );
}
