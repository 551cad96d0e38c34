import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestSentence, sentencesOf } from "./corpus.js";

async function all(pieces: Iterable<string>): Promise<string[][]> {
  const sentences: string[][] = [];
  for await (const sentence of sentencesOf(pieces)) sentences.push(sentence);
  return sentences;
}

describe("sentencesOf", () => {
  it("takes lines as sentences and white space as the end of a word", async () => {
    expect(await all(["the king\tsat \r\n\n  on his", " thr", "one\n"])).toEqual([
      ["the", "king", "sat"],
      ["on", "his", "throne"],
    ]);
    expect(await all([])).toEqual([]);
    expect(await all([" \n \n"])).toEqual([]);
  });

  it("gives the same however the text is cut", async () => {
    const text = fc.string({ unit: fc.constantFrom("a", "ß", "👑", " ", "\n", "\u00a0"), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.nat(60), fc.nat(60), async (line, a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const pieces = [line.slice(0, first), line.slice(first, second), line.slice(second)];
        expect(await all(pieces)).toEqual(await all([line]));
        expect((await all([line])).flat()).toEqual(line.split(/[ \n]+/).filter((word) => word !== ""));
      }),
    );
  });

  it("refuses what is no text: a word without end", async () => {
    expect(await all(["x".repeat(1 << 20), " y"])).toHaveLength(1);
    await expect(all(["x".repeat(1 << 20), "x"])).rejects.toThrow("a word does not end.");
  });

  it("cuts a text without line ends into sentences of 10,000 words", async () => {
    const sentences = await all(["a ".repeat(15_000), "b ".repeat(10_000)]);
    expect(sentences.map(({ length }) => length)).toEqual([longestSentence, longestSentence, 5000]);
  });
});
