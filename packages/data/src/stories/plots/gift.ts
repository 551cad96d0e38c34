import type { Teller } from "../teller.js";
import { HOUSE, OUTDOORS, SHOPS } from "../words/places.js";
import { GIFT_PAPERS, TREATS } from "../words/things.js";

/** What one does for money, and for whom. */
const JOBS: readonly { readonly job: string; readonly did: string }[] = [
  { job: "rake the leaves", did: "raked the leaves until the lawn was clean" },
  { job: "wash the windows", did: "washed every window twice" },
  { job: "paint the fence", did: "painted the fence from one end to the other" },
  { job: "feed the hens", did: "fed the hens and picked up the eggs" },
];

const NEIGHBORS: readonly string[] = ["the baker", "the farmer", "an old neighbor"];
const NUMBERS: readonly string[] = ["three", "four", "five"];

/** A birthday gift is wished for, earned, hidden and given. */
export function gift(t: Teller): void {
  t.kid("a");
  if (t.dice.chance(1, 2)) t.kid("b");
  else t.adult("b", "a");
  t.thing("thing");
  t.place("shop", SHOPS);
  t.place("party", OUTDOORS);
  t.place("hiding", HOUSE);
  t.pick("neighbor", NEIGHBORS);
  const neighbor = t.cast.get("neighbor")!.plain;
  t.words("worker", neighbor.replace("an old", "the old"));
  const paper = t.fresh(GIFT_PAPERS);
  t.cast.set("paper", { plain: paper, the: `the ${paper.replace(/^an? /, "")}` });
  t.noun("treat", t.fresh(TREATS));
  const { job, did } = t.dice.pick(JOBS);
  t.words("job", job);
  t.words("did", did);
  t.pick("cost", NUMBERS);
  t.say(
    "It was almost {b}'s birthday, and {a} wanted to give {b.him} something special.",
    "Soon it would be {b}'s birthday. {A} wanted to find a good present.",
    '"What would you like for your birthday?" {a} asked {b}, but {b} only smiled.',
  );
  t.say(
    "{A} knew that {b} had always wanted {thing.a}.",
    '"I would love to have {thing.a}," {b} had said some weeks ago.',
    "Once, {shop.at}, {b} had looked at {thing.a} for a long time.",
  );
  earn(t);
  give(t);
}

function earn(t: Teller): void {
  t.say(
    "But the {thing.noun} {shop.at} cost more than {a} had. {A.he} had only a few coins.",
    "{A} went {shop.to} with all {a.his} coins, but they were not enough for the {thing.noun}.",
    "{A} counted {a.his} money. It was too little for the {thing.noun}.",
  );
  t.say(
    'So {a} went to {neighbor}. "Can I help you?" {a.he} asked. "You can {job}," said {worker}.',
    '{Neighbor} said, "If you {job}, I will give you some coins."',
    "{A} asked {neighbor} for work. There was one thing to do: to {job}.",
  );
  t.say(
    "{A} {did}, and {worker} gave {a.him} {cost} coins.",
    '{A} {did}. "Good work!" said {worker} and paid {a.him} {cost} coins.',
  );
  t.say(
    "{A} ran {shop.to} and bought the {thing}.",
    "Now {a} could buy the {thing}.",
    "With the {cost} coins {a} got the {thing} at last.",
  );
  t.say(
    "{A} wrapped {thing.it} in {paper} and hid {thing.it} {hiding.at}.",
    "At home {a.he} hid {thing.it} {hiding.at}, wrapped in {paper}.",
  );
}

function give(t: Teller): void {
  t.say(
    "On the birthday there was a party {party.at}, with {treat.bare} and songs.",
    "When the day came, they all met {party.at} and ate {treat.bare}.",
  );
  t.say(
    "{A} brought the present from {hiding}. {B} opened {paper.the} very slowly.",
    "{A} had brought the present. {B} took off {paper.the} and looked inside.",
  );
  t.say('"{Thing.bare}!" {b} cried. "Just what I wanted!"', '"Oh, {thing.bare}!" said {b}. "How did you know?"');
  t.say(
    "{B} hugged {a} and would not let go of the {thing.noun} all day.",
    '"I worked for {worker} to buy {thing.it}," said {a}. That made {b} even happier.',
    "Now {a} was glad to have chosen to {job}. It was worth every one of the {cost} coins.",
  );
}
