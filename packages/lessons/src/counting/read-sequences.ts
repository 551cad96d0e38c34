import { ValueError } from "@cairn-ml/tensor";
import type { TextFile } from "../option.js";

/** A sequence for each line that is not empty. Throws: ValueError when there is none. */
export function readSequences({ name, text }: TextFile): string[] {
  const sequences = text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== "");
  if (sequences.length > 0) return sequences;
  throw new ValueError("lesson 1", `${name} holds no sequence.`, {
    given: text === "" ? "an empty file" : "empty lines and nothing else",
    expected: "a text file with a sequence on each line",
    fix: "write a line such as ctatgt, or leave the file away and take the lesson's own",
  });
}
