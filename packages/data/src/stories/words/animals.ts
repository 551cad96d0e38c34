/** An animal that one meets, and the sound it made. */
export interface Animal {
  readonly noun: string;
  readonly sound: string;
}

export const ANIMALS: readonly Animal[] = [
  { noun: "dog", sound: "barked" },
  { noun: "puppy", sound: "barked" },
  { noun: "cat", sound: "meowed" },
  { noun: "kitten", sound: "meowed" },
  { noun: "goat", sound: "bleated" },
  { noun: "bird", sound: "chirped" },
  { noun: "owl", sound: "hooted" },
];

/** How an animal looks. */
export const COATS: readonly string[] = "brown,gray,white,black".split(",");
/** How an animal that needs help looks. */
export const NEEDY: readonly string[] = "thin,hungry,tired".split(",");

export const PET_NAMES: readonly string[] = "Pip,Spot,Sunny,Nut".split(",");
