import { init } from "@cairn-ml/tensor";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { quietHost } from "../quiet-host.test-tools.js";
import { vectors as lesson } from "./lesson.js";
import { analogy, map, open } from "./play.js";

beforeAll(async () => void (await init()));
afterEach(async () => void (await open({ file: null })));

describe("vectors to play with", () => {
  it("are measured as in the lesson", async () => {
    const { results } = await lesson.run({ item: "Gill", mix: ["Gill", "Zampa"], seed: 0 }, quietHost());
    const answer = map({ moved: {}, item: "Gill", mix: ["Gill", "Zampa"] });
    expect(answer).toMatchObject({ distances: results.distances, cosines: results.cosines, mix: results.mix });
    expect(answer.items[answer.item]).toEqual({ name: "Shubman Gill", short: "Gill", group: 0, vector: [61.4, 103.5] });
    expect(answer.mixed.map((i) => answer.items[i]!.short)).toEqual(["Gill", "Zampa"]);
    expect(answer.items.filter(({ group }) => group === 1)).toHaveLength(11);
  });

  it("follow an item that is moved", () => {
    const { item, items, distances } = map({ moved: { 0: [58.7, 93.6] } });
    expect(items[item]!.name).toBe("Virat Kohli");
    expect(distances[1]).toEqual({ player: "Rohit Sharma", distance: 0 });
  });

  it("come from the reader's own table", () => {
    const own = { name: "mine.csv", text: "name,x,y,z\na,0,0,7\nb,3,4,7\n" };
    const answer = map({ moved: {}, own });
    expect(answer.distances).toEqual([
      { player: "a", distance: 0 },
      { player: "b", distance: 5 },
    ]);
    expect(map({ moved: { 0: [3, 4] }, own }).distances[1]!.distance).toBe(0);
    expect(() => map({ moved: {}, own: { name: "line.csv", text: "name,x\na,0\nb,3\n" } })).toThrow("two numbers");
  });

  it("answer analogies with the words of the lesson, and with the reader's vectors", async () => {
    const royal = { a: "king", b: "man", c: "woman" };
    expect(analogy(royal)).toMatchObject({ measure: "distance", vector: [1, 0, 0.8, 1, 1], unknown: [] });
    expect(analogy(royal).nearest[0]).toEqual({ word: "queen", score: 0 });
    expect(analogy({ ...royal, a: "emperor" })).toMatchObject({ nearest: [], unknown: ["emperor"] });

    const text = "king 1 1 0\nman 0 1 0\nwoman 0 0 1\nqueen 1 0 1\nkite -1 -1 0\n";
    const file = new File([text], "tiny.txt");
    expect(await open({ file })).toMatchObject({ name: "tiny.txt", words: 5, dim: 3 });
    const { nearest, measure } = analogy(royal);
    expect([measure, nearest[0]!.word]).toEqual(["cosine", "queen"]);
    await expect(open({ file: new File(["no vectors"], "notes.txt") })).rejects.toThrow("notes.txt");
    expect(analogy(royal).measure).toBe("distance");
  });
});
