import { describe, expect, it } from "vitest";
import { Dice } from "./dice.js";
import { generateStories } from "./generate.js";
import { LONGEST, PLOTS, SHORTEST, type Story, tellStory } from "./tell.js";
import { BOYS, GIRLS } from "./words/people.js";
import { CLOTHES, KEEPSAKES } from "./words/things.js";

/** FNV-1a, 64 bits. Source: Fowler, Noll & Vo, RFC 9923. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return hash.toString(16);
}

/** So many stories with what they are made of. */
function tell(count: number, seed: number): Story[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, () => tellStory(dice));
}

const text = generateStories({ seed: 11, bytes: 200_000 });
const stories = tell(2500, 11);
const corpus = `${stories.map((story) => story.text).join("\n\n")}\n`; // 1.8 MB: a rare word meets each article

describe("generateStories", () => {
  it("gives the same bytes for the same seed, on any engine and for ever", () => {
    expect(fnv1a("hello")).toBe("a430d84680aabd0b"); // the hash itself, by a published value
    expect(fnv1a(text)).toMatchInlineSnapshot(`"a9cc8fcb32e553ed"`);
    expect(generateStories({ seed: 11, bytes: 200_000 })).toBe(text);
  });

  it("gives other stories for another seed", () => {
    const other = new Set(generateStories({ seed: 12, bytes: 200_000 }).split("\n"));
    expect(text.split("\n").filter((line) => line !== "" && other.has(line))).toEqual([]);
  });

  it("gives what was asked for, in whole stories, and more than 2 MB unasked", () => {
    for (const bytes of [1, 1000, 50_000]) {
      const made = generateStories({ seed: 1, bytes });
      expect(made.length).toBeGreaterThanOrEqual(bytes);
      expect(made.length).toBeLessThan(bytes + 1200);
      expect(made.slice(-2)).toMatch(/[.!?"]\n$/);
    }
    const start = performance.now();
    const whole = generateStories();
    expect(performance.now() - start).toBeLessThan(5000); // 0.2 to 0.4 s alone; the bound forgives a busy machine
    expect(whole.length).toBeGreaterThanOrEqual(2_500_000);
    expect(fnv1a(whole.slice(-100_000))).toMatchInlineSnapshot(`"4c76f2c5850c295b"`);
  });

  it("separates stories of 60 to 160 words by an empty line, in ASCII", () => {
    expect(text.match(/[^\n -~]/)).toBeNull();
    expect(text.match(/\n\n\n| \n|\n /)).toBeNull();
    for (const story of text.trimEnd().split("\n\n")) {
      const words = story.split(" ").length;
      expect(words).toBeGreaterThanOrEqual(SHORTEST);
      expect(words).toBeLessThanOrEqual(LONGEST);
    }
  });

  it("says what is wrong with its options", () => {
    expect(() => generateStories({ seed: -1 })).toThrowErrorMatchingInlineSnapshot(`
      [RangeError: generateStories: seed is out of range.
        given:    seed -1
        expected: a whole number from 0 to 4294967295
        fix:      pass { seed: 1 } or leave seed out]
    `);
    expect(() => generateStories({ bytes: 0.5 })).toThrow(RangeError);
    expect(() => generateStories({ seed: 2 ** 32 })).toThrow(RangeError);
  });
});

describe("the language of the stories", () => {
  it("has a before consonants and an before vowels", () => {
    expect(corpus.match(/\ba [aeiou].{9}/gi)).toBeNull();
    expect(corpus.match(/\ban [^aeiou].{9}/gi)).toBeNull();
  });

  it("has every word once and every sentence begin with a capital", () => {
    expect(corpus.match(/.{20}\b(?!had had)(\w+) \1\b.{9}/gi)).toBeNull();
    expect(corpus.match(/[.?!] "?[a-z].{20}/g)).toBeNull();
    expect(corpus.match(/(^|\n)"?[a-z].{20}/g)).toBeNull();
    expect(corpus.match(/ [,.!?]|,,|\.\.|[{}]|undefined/g)).toBeNull();
  });

  it("closes its quotes and its sentences", () => {
    for (const story of corpus.trimEnd().split("\n\n")) {
      expect(story.split('"').length % 2, story).toBe(1);
      expect(story).toMatch(/[.!?]"?$/);
      expect(story).not.toMatch(/[a-z] "[a-z]/); // speech begins with a capital, after a comma or a stop
    }
  });

  it("has singular and plural agree", () => {
    const plural = [...CLOTHES, ...KEEPSAKES].filter((noun) => noun.endsWith("+")).map((noun) => noun.slice(0, -1));
    expect(plural.length).toBeGreaterThanOrEqual(3);
    const nouns = plural.join("|");
    expect(corpus.match(new RegExp(`\\b(${nouns}) (was|is|has|it)\\b.{9}`, "g"))).toBeNull();
    expect(corpus.match(new RegExp(`\\ban? (\\w+ ){0,2}(${nouns})\\b.{9}`, "g"))).toBeNull();
    expect(corpus.match(/\b(ball|kite|scarf|coin|drum|ring) were\b/g)).toBeNull();
    expect(corpus.match(new RegExp(`\\b(${nouns}) were\\b`))).not.toBeNull();
  });

  it("never calls a girl he or a boy she", () => {
    const seen = { female: 0, male: 0 };
    for (const { text, cast } of stories) {
      const genders = new Set([...cast.values()].flatMap((forms) => forms.gender ?? []));
      if (genders.size !== 1) continue;
      const gender = genders.has("female") ? "female" : "male";
      seen[gender]++;
      expect(text).not.toMatch(gender === "female" ? /\b(he|him|his|himself)\b/i : /\b(she|her|hers|herself)\b/i);
    }
    expect(Math.min(seen.female, seen.male)).toBeGreaterThan(50);
  });

  it("names nobody who is not in the story", () => {
    const all = new Set([...GIRLS, ...BOYS]);
    for (const { text, cast } of stories) {
      const named = new Set([...cast.values()].map((forms) => forms.plain));
      for (const word of text.match(/[A-Z][a-z]+/g)!) if (all.has(word)) expect(named.has(word), text).toBe(true);
    }
  });
});

describe("the plots", () => {
  it("all occur, about as often as each other", () => {
    const counts = new Map<string, number>();
    for (const { plot } of stories) counts.set(plot, (counts.get(plot) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(Object.keys(PLOTS));
    const mean = stories.length / counts.size;
    for (const count of counts.values()) expect(Math.abs(count / mean - 1)).toBeLessThan(0.5);
  });

  const of = (plot: string) => stories.filter((story) => story.plot === plot);

  it("find what was lost where it was lost", () => {
    for (const { text, cast } of of("lost")) {
      const { plain, noun } = cast.get("thing")!;
      const sentences = text.split(/(?<=[.!?]) /);
      expect(sentences.slice(0, 2).join(" ")).toContain(plain);
      expect(text.split(noun!).length, text).toBeGreaterThanOrEqual(4);
      expect(text.split(cast.get("place")!.plain).length, text).toBeGreaterThanOrEqual(3); // lost there, looked for there
      expect(text).toContain(cast.get("spot")!.plain);
    }
  });

  it("leave everybody with what they traded for", () => {
    for (const { text, cast } of of("trade")) {
      const name = (role: string) => cast.get(role)!.plain;
      const end = text.slice(-260);
      if (!end.includes(" had ")) continue;
      for (const [who, what] of [
        ["a", "z"],
        ["b", "x"],
        ["c", "y"],
      ] as const) {
        if (end.includes(`${name("a")} had the ${name("z")}`))
          expect(end).toContain(`${name(who)} had the ${name(what)}`);
      }
    }
  });

  it("bring back with the animal what was lost", () => {
    for (const { text, cast } of of("hungry")) {
      expect(text.split(cast.get("thing")!.plain).length, text).toBeGreaterThanOrEqual(3);
      expect(text.split(cast.get("snack")!.plain).length, text).toBeGreaterThanOrEqual(3);
      expect(text.toLowerCase()).toContain(cast.get("pet")!.first);
    }
  });
});
