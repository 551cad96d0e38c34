/** A story of nine sentences, written for this lesson. */
export const story: readonly string[] = [
  "In a small village by the river lived Meera, who made kites from coloured paper.",
  "Every morning wind carried her red kite far above quiet fields.",
  "Her brother Arjun sold sweet mangoes at market and laughed at her kites.",
  "One evening a storm came from the hills and the stream began to rise.",
  "Frightened families hurried to the old temple, which stood on high ground.",
  "Across dark water three children were waiting on a roof.",
  "Meera tied thin rope to her kite and let the storm carry it over water.",
  "Children caught the rope, and Arjun pulled a boat through the night.",
  "Nobody in the village laughed at kites after that.",
];

/** Words that stand beside any other and say little about it, and the two names. */
const leftOut: ReadonlySet<string> = new Set(
  (
    "a above across after and at by every from her in it nobody on one over that the through to were which who " +
    "arjun meera"
  ).split(" "),
);

export interface Stream {
  /** Words of the sentences, all of them. */
  readonly before: number;
  /** Lower case, without the words that are left out, one sentence after another. */
  readonly words: readonly string[];
}

export function streamOf(sentences: readonly string[]): Stream {
  const all = sentences.flatMap((sentence) => sentence.toLowerCase().match(/[a-z]+/g) ?? []);
  return { before: all.length, words: all.filter((word) => !leftOut.has(word)) };
}
