import { describe, expect, it } from "vitest";
import { open } from "./corpus.js";
import { Phrases } from "./phrases.js";

const corpus = Array.from({ length: 20 }, (_, i) => ["in", "new", "york", `a${i}`, "the", `b${i}`, "new", "york"]);

describe("Phrases", () => {
  it("joins pairs that come together more often than chance has it", async () => {
    const phrases = await Phrases.of(corpus, { minCount: 5, threshold: 2.7 });
    expect(phrases.phrases).toEqual(["new_york"]);
    expect(phrases.join(["new", "york", "york", "new"])).toEqual(["new_york", "york", "new"]);
    expect(phrases.join([])).toEqual([]);
  });

  it("scores (count - minCount) V / (count of a, count of b)", async () => {
    // V: 44 words, 82 pairs; new york: (40 - 5) 126 / (40 · 40) = 2.756
    expect((await Phrases.of(corpus, { threshold: 2.75 })).phrases).toContain("new_york");
    expect((await Phrases.of(corpus, { threshold: 2.76 })).phrases).not.toContain("new_york");
  });

  it("drops the rarest when there are too many", async () => {
    const phrases = await Phrases.of(corpus, { minCount: 1, threshold: 0.01, most: 60 });
    expect(phrases.phrases).toEqual(["in_new", "new_york"]);
    expect((await Phrases.of(corpus, { minCount: 1, threshold: 0.01, most: 1 })).phrases).toEqual([]);
  });

  it("goes through a corpus again and again", async () => {
    const joined = (await Phrases.of(corpus, { threshold: 2.5, delimiter: " " })).apply(corpus);
    for (let epoch = 0; epoch < 2; epoch++) {
      const sentences: (readonly string[])[] = [];
      for await (const sentence of open(joined)) sentences.push(sentence);
      expect(sentences[0]).toContain("new york");
      expect(sentences).toHaveLength(20);
    }
  });

  it("knows words such as __proto__", async () => {
    const strange = Array.from({ length: 10 }, () => ["__proto__", "constructor"]);
    expect((await Phrases.of(strange, { threshold: 0.1 })).phrases).toEqual(["__proto___constructor"]);
  });
});
