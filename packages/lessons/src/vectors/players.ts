/** A thing, and the numbers that describe it. */
export interface Item {
  readonly name: string;
  readonly vector: readonly number[];
}

export interface ItemSet {
  readonly items: readonly Item[];
  /** What the numbers are. */
  readonly features: readonly string[];
  /** How an item is called in a plot; its name unless given. */
  readonly short?: (name: string) => string;
  /** The groups that a plot shows apart. */
  readonly groups: readonly { readonly name: string; readonly size: number }[];
}

/** Batting average and strike rate (runs in 100 balls) in one-day matches of those who played the final of 2023. */
const india: readonly (readonly [name: string, average: number, strikeRate: number])[] = [
  ["Rohit Sharma", 49.1, 92.0],
  ["Shubman Gill", 61.4, 103.5],
  ["Virat Kohli", 58.7, 93.6],
  ["Shreyas Iyer", 49.6, 101.0],
  ["KL Rahul", 50.8, 88.1],
  ["Ravindra Jadeja", 32.4, 85.1],
  ["Suryakumar Yadav", 25.8, 105.0],
  ["Mohammed Shami", 7.8, 83.0],
  ["Jasprit Bumrah", 7.6, 57.2],
  ["Kuldeep Yadav", 10.5, 56.8],
  ["Mohammed Siraj", 7.7, 46.0],
];
const australia: typeof india = [
  ["David Warner", 45.3, 97.3],
  ["Travis Head", 42.0, 102.6],
  ["Mitchell Marsh", 36.1, 96.2],
  ["Steve Smith", 43.5, 87.2],
  ["Marnus Labuschagne", 37.9, 83.1],
  ["Glenn Maxwell", 35.4, 126.9],
  ["Josh Inglis", 18.9, 94.1],
  ["Mitchell Starc", 12.4, 79.4],
  ["Pat Cummins", 13.7, 75.1],
  ["Adam Zampa", 9.5, 65.7],
  ["Josh Hazlewood", 17.3, 91.0],
];

export const players: ItemSet = {
  items: [...india, ...australia].map(([name, ...vector]) => ({ name, vector })),
  features: ["average", "strike rate"],
  short: (name) => (name.endsWith(" Yadav") ? `Yadav ${name.charAt(0)}` : name.slice(name.lastIndexOf(" ") + 1)),
  groups: [
    { name: "India", size: india.length },
    { name: "Australia", size: australia.length },
  ],
};

/** Five features that somebody made up, and how much of each a word has. The first four words are published. */
export const words: ItemSet = {
  items: [
    { name: "king", vector: [1, 1, 0.8, 1, 1] },
    { name: "man", vector: [0.2, 1, 0.1, 0.3, 0.4] },
    { name: "woman", vector: [0.2, 0, 0.1, 0.3, 0.4] },
    { name: "queen", vector: [1, 0, 0.8, 1, 1] },
    { name: "prince", vector: [0.6, 1, 0.7, 0.8, 0.7] },
    { name: "princess", vector: [0.6, 0, 0.7, 0.8, 0.7] },
    { name: "boy", vector: [0, 1, 0, 0.1, 0.2] },
    { name: "girl", vector: [0, 0, 0, 0.1, 0.2] },
  ],
  features: ["power", "maleness", "riches", "fame", "pride"],
  groups: [],
};
