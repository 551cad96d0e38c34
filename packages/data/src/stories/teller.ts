import type { Dice } from "./dice.js";
import { type Forms, fill, type Gender, nounForms, placeForms, pronouns, withArticle } from "./forms.js";
import { ANIMALS, COATS, NEEDY } from "./words/animals.js";
import { BOYS, GIRLS, HERO_ANIMALS, MEN, WOMEN } from "./words/people.js";
import { OUTDOORS } from "./words/places.js";
import { CLOTHES, COLORS, KEEPSAKES, SIZES, SNACKS, TEXTURES, TOYS } from "./words/things.js";

/**
 * Tells one story: a plot casts its roles, then says its sentences, each chosen from some that mean the same. What is
 * cast stays, so that names, colors and places come back as they were.
 */
export class Teller {
  readonly dice: Dice;
  readonly cast: Map<string, Forms> = new Map();
  readonly #sentences: string[] = [];
  readonly #used = new Set<string>();

  constructor(dice: Dice) {
    this.dice = dice;
  }

  /** The story so far, in one paragraph. */
  get text(): string {
    return this.#sentences.join(" ");
  }

  /** Adds one of the sentences. */
  say(...alternatives: readonly string[]): void {
    this.#sentences.push(fill(this.dice.pick(alternatives), this.cast));
  }

  /** Adds one of the sentences, or none, as likely. */
  maybe(...alternatives: readonly string[]): void {
    if (this.dice.chance(1, 2)) this.say(...alternatives);
  }

  /** One of the items that this story has not used yet. Throws: Error when there is none, a mistake in the plot. */
  fresh(items: readonly string[]): string {
    const left = items.filter((item) => !this.#used.has(lastWord(item)));
    if (left.length === 0) throw new Error(`fresh: every one of ${items.join(", ")} is used.`);
    const item = this.dice.pick(left);
    this.#used.add(lastWord(item));
    return item;
  }

  /** Casts plain words. */
  words(role: string, words: string): void {
    this.cast.set(role, { plain: words });
  }

  /** Casts plain words, one of a list that has not been used. */
  pick(role: string, items: readonly string[]): void {
    this.words(role, this.fresh(items));
  }

  noun(role: string, marked: string, adjectives = ""): void {
    this.cast.set(role, nounForms(marked, adjectives));
  }

  /** Casts a child with a name. */
  kid(role: string): void {
    this.hero(role, false);
  }

  /** Casts a child with a name, or an animal that behaves like one, as `animals` says. */
  hero(role: string, animals: boolean): void {
    const gender = this.#gender();
    const child = gender === "female" ? "girl" : "boy";
    const kind = animals ? this.fresh(HERO_ANIMALS) : child;
    const name = this.fresh(gender === "female" ? GIRLS : BOYS);
    const small = withArticle(`little ${kind}`);
    this.cast.set(role, { plain: name, ...pronouns(gender), gender, small, call: name });
  }

  /** Casts a grown-up of the family of `owner`: "her mom", whom she calls "Mom". */
  adult(role: string, owner: string): void {
    const gender = this.#gender();
    const who = this.fresh(gender === "female" ? WOMEN : MEN);
    const call = who[0]!.toUpperCase() + who.slice(1);
    this.cast.set(role, { plain: `${this.cast.get(owner)!.his!} ${who}`, ...pronouns(gender), gender, who, call });
  }

  #gender(): Gender {
    return this.dice.chance(1, 2) ? "female" : "male";
  }

  /** Casts something that one child can own, with adjectives that suit it and come back with it. */
  thing(role: string, kinds: readonly ThingKind[] = ["toy", "keepsake", "cloth"], from?: readonly string[]): void {
    const kind = this.dice.pick(kinds);
    const noun = this.fresh(from ?? THINGS[kind]);
    const looks = this.dice.chance(3, 4) ? COLORS : TEXTURES[kind === "cloth" ? "cloth" : "toy"];
    const look = this.fresh(looks); // told apart within a story, as things are
    const size = this.dice.chance(1, 3) ? `${this.dice.pick(SIZES)} ` : "";
    this.cast.set(role, { ...nounForms(noun, size + look), look });
  }

  place(role: string, places: readonly string[] = OUTDOORS): void {
    this.cast.set(role, placeForms(this.fresh(places)));
  }

  snack(role: string): void {
    this.noun(role, this.fresh(SNACKS));
  }

  /** Casts an animal that does not talk: "the brown puppy"; a needy one is first seen as "a hungry brown puppy". */
  animal(role: string, { needy = false }: { needy?: boolean } = {}): void {
    const noun = this.fresh(ANIMALS.map((animal) => animal.noun));
    const { sound } = ANIMALS.find((animal) => animal.noun === noun)!;
    const coat = this.fresh(COATS);
    const state = needy ? `${this.fresh(NEEDY)} ` : "";
    this.cast.set(role, { ...nounForms(noun, coat), sound, first: withArticle(`${state}${coat} ${noun}`) });
  }
}

export type ThingKind = "toy" | "keepsake" | "cloth";

const THINGS: Readonly<Record<ThingKind, readonly string[]>> = { toy: TOYS, keepsake: KEEPSAKES, cloth: CLOTHES };

/** By which items are told apart: a toy duck and a duck would be taken for each other. */
function lastWord(item: string): string {
  return item.slice(item.lastIndexOf(" ") + 1);
}
