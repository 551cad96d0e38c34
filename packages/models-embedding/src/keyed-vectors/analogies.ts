import { ValueError } from "@cairn-ml/tensor";

/** a is to b as c is to d. */
export type Analogy = readonly [a: string, b: string, c: string, d: string];

export interface AnalogySection {
  readonly name: string;
  readonly questions: readonly Analogy[];
}

/** Whether a text is questions in the form of questions-words.txt: its first line that is not empty begins with a colon. */
export function isAnalogies(text: string): boolean {
  return /^\s*:/.test(text);
}

/** Reads sections: a line ": name", then lines of four words. Throws: ValueError with the line. */
export function parseAnalogies(text: string, name: string = "the questions"): AnalogySection[] {
  const sections: { name: string; questions: Analogy[] }[] = [];
  for (const [i, line] of text.split("\n").entries()) {
    const words = line.trim().split(/\s+/);
    const isHead = words[0]!.startsWith(":");
    if (isHead) sections.push({ name: line.trim().slice(1).trim(), questions: [] });
    else if (words[0] !== "") {
      const section = sections.at(-1);
      if (words.length !== 4 || !section) throw wrongLine(name, i + 1, line, section !== undefined);
      section.questions.push(words as unknown as Analogy);
    }
  }
  return sections;
}

function wrongLine(name: string, line: number, text: string, hasSection: boolean): ValueError {
  return new ValueError("parseAnalogies", `${name}, line ${line}: this is no question.`, {
    given: JSON.stringify(text.slice(0, 80)),
    expected: hasSection ? "four words" : 'first a section, ": name"',
    fix: "mend the line",
  });
}
