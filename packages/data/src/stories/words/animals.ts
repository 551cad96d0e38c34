/** An animal that one meets, and the sound it made. */
export interface Animal {
  readonly noun: string;
  readonly sound: string;
  readonly size: "small" | "middle" | "large";
}

export const ANIMALS: readonly Animal[] = [
  { noun: "dog", sound: "barked", size: "middle" },
  { noun: "puppy", sound: "barked", size: "small" },
  { noun: "cat", sound: "meowed", size: "small" },
  { noun: "kitten", sound: "meowed", size: "small" },
  { noun: "duckling", sound: "peeped", size: "small" },
  { noun: "chick", sound: "peeped", size: "small" },
  { noun: "lamb", sound: "bleated", size: "middle" },
  { noun: "goat", sound: "bleated", size: "middle" },
  { noun: "pony", sound: "snorted", size: "large" },
  { noun: "donkey", sound: "brayed", size: "large" },
  { noun: "squirrel", sound: "chattered", size: "small" },
  { noun: "mouse", sound: "squeaked", size: "small" },
  { noun: "bird", sound: "chirped", size: "small" },
  { noun: "robin", sound: "chirped", size: "small" },
  { noun: "crow", sound: "cawed", size: "small" },
  { noun: "owl", sound: "hooted", size: "small" },
  { noun: "goose", sound: "honked", size: "middle" },
  { noun: "parrot", sound: "whistled", size: "small" },
  { noun: "raccoon", sound: "chattered", size: "small" },
  { noun: "monkey", sound: "chattered", size: "middle" },
];

/** How an animal looks. */
export const COATS: readonly string[] = "brown,gray,white,black,spotted,golden,fluffy,red".split(",");
/** How an animal that needs help looks. */
export const NEEDY: readonly string[] = "thin,hungry,small,lonely,tired,shy".split(",");

export const PET_NAMES: readonly string[] =
  "Pip,Biscuit,Pepper,Button,Nut,Spot,Sunny,Honey,Rusty,Ginger,Cookie,Lucky,Patch,Snowy,Pebble,Twig".split(",");
