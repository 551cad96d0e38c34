import { describe, expect, it } from "vitest";
import type { LessonInput } from "../lesson.js";
import { quietHost } from "../quiet-host.test-tools.js";
import { runLesson } from "../run-lesson.js";
import { type VectorsResults, vectors } from "./lesson.js";
import { cosine, distance } from "./vector-math.js";

async function run(options: Record<string, unknown> = {}, input?: LessonInput) {
  const report = await runLesson(vectors, { options, host: quietHost(input) });
  return { ...report, results: report.results as VectorsResults };
}
const table = (text: string, options: Record<string, unknown> = {}) =>
  run(options, { kind: "text", name: "things.csv", text });

describe("lesson 8", () => {
  it("comes to the published figures", async () => {
    const { checks, results } = await run();
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks).toHaveLength(32);
    const { distances, mix, analogy } = vectors.published as VectorsResults;
    const rounded = results.distances.map(({ player, distance }) => ({
      player,
      distance: Number(distance.toFixed(2)),
    }));
    expect(rounded).toEqual(distances);
    expect(results.mix.nearest).toEqual(mix.nearest);
    expect(results.analogy.nearest).toBe(analogy.nearest);
  });

  it("has the results that programs read", async () => {
    const { results } = await run();
    expect(Object.keys(results)).toEqual(["distances", "cosines", "mix", "analogy"]);
    expect(results.distances[0]).toEqual({ player: "Virat Kohli", distance: 0 });
    expect(Object.keys(results.mix)).toEqual(["vector", "nearest"]);
    expect(Object.keys(results.analogy)).toEqual(["vector", "nearest"]);
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
  });

  it("labels every player on the map", async () => {
    const plot = (await run()).exhibits.find(({ kind }) => kind === "plot");
    const labels = plot?.kind === "plot" ? plot.series.flatMap(({ labels }) => labels ?? []) : [];
    expect(labels).toHaveLength(23); // the mix, too
    expect(new Set(labels).size).toBe(23);
  });

  it("measures from anybody, by name or a part of it", async () => {
    const { results, checks, changed } = await run({ item: "zampa" });
    expect(results.distances[0]).toEqual({ player: "Adam Zampa", distance: 0 });
    expect({ checks, changed }).toEqual({ checks: [], changed: ["item"] });
    expect((await run({ mix: ["Virat Kohli", " Gill"] })).results.mix.vector).toEqual([
      (58.7 + 61.4) / 2,
      (93.6 + 103.5) / 2,
    ]);
    await expect(run({ item: "Yadav" })).rejects.toThrow('item: several items are called "Yadav"');
    await expect(run({ item: "Tendulkar" })).rejects.toThrow('item: there is no item "Tendulkar"');
    await expect(run({ mix: ["Virat Kohli"] })).rejects.toThrow("mix does not name two items");
  });

  it("takes the reader's own table", async () => {
    const { results, exhibits } = await table("animal,legs,wings,eyes\nant,6,0,5\nbee,6,4,5\nspider,8,0,8\n", {
      item: "bee",
    });
    expect(results.distances.map(({ player }) => player)).toEqual(["bee", "ant", "spider"]);
    expect(results.distances.map(({ distance }) => distance)).toEqual([0, 4, Math.sqrt(4 + 16 + 9)]);
    expect(results.mix).toEqual({ vector: [6, 2, 5], nearest: ["spider"] });
    expect(exhibits.filter(({ kind }) => kind === "plot")).toHaveLength(1);
    const line = await table("x;name\n0;nothing\n1;__proto__\n3;three\n");
    expect(line.results.distances.map(({ player }) => player)).toEqual(["nothing", "__proto__", "three"]);
    expect(line.results.cosines.map(({ cosine }) => cosine)).toEqual([null, null, null]); // nothing has no direction
    expect(line.exhibits.filter(({ kind }) => kind === "plot")).toEqual([]);
  });

  it("says what is wrong with a table, and where", async () => {
    await expect(table("name,x\nant,1\nbee,many\n")).rejects.toThrow('things.csv, line 3, column 2 ("x") is no number');
    await expect(table("name,x\nant,1\n")).rejects.toThrow("things.csv has one item only");
    await expect(table("name,x\nant,1\nbee,2\n", { item: "cat" })).rejects.toThrow('there is no item "cat"');
  });
});

describe("distance and cosine", () => {
  it("are those of examples by hand", () => {
    expect(distance([0, 0], [3, 4])).toBe(5);
    expect(cosine([1, 0], [0, 2])).toBe(0);
    expect(cosine([3, 4], [6, 8])).toBe(1);
    expect(cosine([1, 1], [-2, -2])).toBeCloseTo(-1, 15);
    expect(cosine([0, 0], [1, 2])).toBeNaN();
  });
});
