import { ValueError } from "@cairn-ml/tensor";

/** Sentences, each a list of words. */
export type Sentences = Iterable<readonly string[]> | AsyncIterable<readonly string[]>;

/** Sentences that can be gone through again for each epoch: a list, or a function that begins anew. */
export type Corpus = readonly (readonly string[])[] | (() => Sentences);

/** Words in a sentence, at most: a longer one is cut into several. */
export const longestSentence = 10_000;

export function open(corpus: Corpus): Sentences {
  return typeof corpus === "function" ? corpus() : corpus;
}

const [space, newline] = [32, 10];
const longestWord = 1 << 20;
const longestSlice = 12; // characters; V8 keeps the whole text alive for a longer part of it

/** The word in memory of its own, for whoever keeps it longer than the text that it was cut from. */
export function owned(word: string): string {
  return word.length > longestSlice ? ` ${word}`.slice(1) : word;
}

/**
 * A text, in pieces as they come, as sentences: a line is a sentence, and what ASCII's white space parts is a word. Pieces may end
 * within a word, and a text without line ends becomes sentences of 10,000 words.
 *
 * Throws: ValueError for a word of more than 1,048,576 characters, which no text has.
 */
export async function* sentencesOf(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string[]> {
  let sentence: string[] = [];
  let carried = "";
  for await (const piece of pieces) {
    const text = carried + piece;
    let start = 0;
    for (let i = carried.length; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code !== space && (code < 9 || code > 13)) continue;
      if (i > start) sentence.push(text.slice(start, i));
      start = i + 1;
      if (sentence.length > 0 && (code === newline || sentence.length === longestSentence)) {
        yield sentence;
        sentence = [];
      }
    }
    carried = text.slice(start);
    if (carried.length > longestWord) throw noEnd(carried);
  }
  if (carried !== "") sentence.push(carried);
  if (sentence.length > 0) yield sentence;
}

function noEnd(word: string): ValueError {
  return new ValueError("sentencesOf", "a word does not end.", {
    given: `${JSON.stringify(word.slice(0, 40))}… and more than ${longestWord} characters without white space`,
    expected: "a text whose words are parted by white space",
    fix: "give a text",
  });
}
