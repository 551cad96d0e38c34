import type { LessonOf } from "../lesson.js";

export interface VectorsOptions {
  readonly item?: string;
  readonly mix?: readonly string[];
}

export interface VectorsResults {
  /** Of the item to all, itself first, nearest first. */
  readonly distances: readonly { readonly player: string; readonly distance: number }[];
  /** The same by direction, most alike first; null where a vector is all zeros. */
  readonly cosines: readonly { readonly player: string; readonly cosine: number | null }[];
  /** Half of one and half of another, and who is like that besides the two. */
  readonly mix: { readonly vector: readonly number[]; readonly nearest: readonly string[] };
  /** king − man + woman. */
  readonly analogy: { readonly vector: readonly number[]; readonly nearest: string };
}

export const vectors: LessonOf<VectorsOptions, VectorsResults> = {
  number: 8,
  name: "vectors",
  title: "Vectors by hand",
  idea:
    "How alike are two things? If each is described by the same few numbers, that can be calculated. A cricketer, for example, has an " +
    "average (how many runs he makes before he is out) and a strike rate (how many runs in 100 balls). Two numbers are a place on a map, and " +
    "who bats alike stands close together. Such a list of numbers is called a vector. With vectors one can do more than " +
    "measure: add two and halve the sum, and there is a player between the two; take one from another, and the difference is a direction. " +
    "Words can be vectors too, and then these sums are about what words mean.",
  sources: [
    "averages and strike rates in one-day matches of the 22 who played the final of the World Cup 2023, rounded, as published by the series",
    "Salton, Wong & Yang 1975, A vector space model for automatic indexing (the cosine)",
    "Mikolov, Yih & Zweig 2013, Linguistic regularities in continuous space word representations (king − man + woman)",
  ],
  options: {
    item: {
      kind: "text",
      placeholder: "name",
      about: "whom to measure from (default: Virat Kohli; of your own table the first)",
    },
    mix: {
      kind: "list",
      about: "two to mix (default: Glenn Maxwell,KL Rahul; of your own table the item and the nearest to it)",
    },
  },
  input: { kind: "items" },
  published: {
    distances: [
      ["Virat Kohli", 0],
      ["KL Rahul", 9.63],
      ["Rohit Sharma", 9.73],
      ["Shubman Gill", 10.26],
      ["Shreyas Iyer", 11.73],
      ["David Warner", 13.9],
      ["Steve Smith", 16.49],
      ["Travis Head", 18.97],
      ["Mitchell Marsh", 22.75],
      ["Marnus Labuschagne", 23.3],
      ["Ravindra Jadeja", 27.64],
      ["Suryakumar Yadav", 34.82],
      ["Josh Inglis", 39.8],
      ["Glenn Maxwell", 40.64],
      ["Josh Hazlewood", 41.48],
      ["Mitchell Starc", 48.43],
      ["Pat Cummins", 48.65],
      ["Mohammed Shami", 51.99],
      ["Adam Zampa", 56.56],
      ["Kuldeep Yadav", 60.64],
      ["Jasprit Bumrah", 62.74],
      ["Mohammed Siraj", 69.76],
    ].map(([player, distance]) => ({ player, distance })),
    mix: { vector: [43.1, 107.5], nearest: ["Travis Head", "Shreyas Iyer", "David Warner", "Mitchell Marsh"] },
    analogy: { vector: [1, 0, 0.8, 1, 1], nearest: "queen" },
  },
  seconds: 1,
  seedless: true,
  run: async (options, host) => (await import("./run.js")).run(options, host),
};
