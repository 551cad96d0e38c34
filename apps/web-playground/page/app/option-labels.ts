/** What options are called where their short names say little. */
const labels: Readonly<Record<string, string>> = {
  lr: "learning rate",
  order: "letters before",
  samples: "new sequences",
  people: "people drawn",
  hidden: "hidden units",
  seeds: "random starts",
  inputs: "no and yes",
  item: "measured from",
  mix: "two to mix",
  context: "letters of context",
  query: "the youngster",
  key: "Kohli",
  scale: "scores are divided by",
  mask: "words that are hidden",
  seed: "seed",
};

/** An option's name in plain words. */
export function labelOf(name: string): string {
  return labels[name] ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
