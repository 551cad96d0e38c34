/** The forms in which something of a story appears in its sentences: `forms.his` fills `{role.his}`, `forms.plain` `{role}`. */
export interface Forms {
  readonly plain: string;
  readonly [form: string]: string;
}

export type Gender = "female" | "male";

/** The pronouns of a person. */
export function pronouns(gender: Gender): { he: string; him: string; his: string } {
  return gender === "female" ? { he: "she", him: "her", his: "her" } : { he: "he", him: "him", his: "his" };
}

/**
 * A noun with its adjectives: one thing ("red ball"), or several ("red boots", when its last word is marked with a plus:
 * "boots+").
 */
export function nounForms(marked: string, adjectives = ""): Forms {
  const plural = marked.endsWith("+");
  const noun = plural ? marked.slice(0, -1) : marked;
  const plain = adjectives === "" ? noun : `${adjectives} ${noun}`;
  return {
    plain,
    noun,
    a: plural ? `some ${plain}` : withArticle(plain),
    bare: plural ? plain : withArticle(plain),
    the: `the ${plain}`,
    it: plural ? "them" : "it",
    they: plural ? "they" : "it",
    was: plural ? "were" : "was",
    is: plural ? "are" : "is",
  };
}

/** "a ball", "an apple". No word of the stories sounds otherwise than it is spelled, as "hour" or "unicorn" would. */
export function withArticle(phrase: string): string {
  return /^[aeiou]/.test(phrase) ? `an ${phrase}` : `a ${phrase}`;
}

/** A place from "at the pond". */
export function placeForms(phrase: string): Forms {
  const plain = phrase.slice(phrase.indexOf(" ") + 1);
  return { plain, at: phrase, to: `to ${plain}` };
}

/**
 * A sentence with its slots filled: `{a}` and `{a.his}` from the forms of role `a`, and `{A}`, `{A.his}` the same with a
 * capital. Throws: Error when a slot has no words, which is a mistake in the template.
 */
export function fill(template: string, cast: ReadonlyMap<string, Forms>): string {
  return template.replace(/\{(\w+)(?:\.(\w+))?\}/g, (slot, written: string, form = "plain") => {
    const role = written[0]!.toLowerCase() + written.slice(1);
    const words = cast.get(role)?.[form];
    if (words === undefined) throw new Error(`fill: ${slot} has no words in "${template}".`);
    return role === written ? words : capitalised(words);
  });
}

export function capitalised(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1);
}
