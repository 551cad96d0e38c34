import { Rng, ValueError } from "@cairn-ml/tensor";
import type { Host } from "../lesson.js";
import { indianNames } from "./indian-names.js";

/** Distinct names in three parts, and what they are written with. */
export interface NameList {
  readonly all: readonly string[];
  readonly train: readonly string[];
  readonly dev: readonly string[];
  readonly test: readonly string[];
  /** "." and then the letters. */
  readonly symbols: readonly string[];
  /** The reader's file. */
  readonly from: string | undefined;
}

/** 8 of 10 names to learn from, one to choose by, one to be tested with at the end. */
export function nameList({ input }: Host, seed: number): NameList {
  const from = input?.kind === "text" ? input : undefined;
  const all = from ? namesIn(from.text, from.name) : indianNames;
  const draws = new Rng(seed).fork("split").uniforms(all.length);
  const order = all.map((_, i) => i).sort((a, b) => draws[a]! - draws[b]!);
  const part = (first: number, end: number) =>
    order.slice(Math.round(first * all.length), Math.round(end * all.length)).map((i) => all[i]!);
  const letters = new Set(from ? all.flatMap((name) => [...name]) : "abcdefghijklmnopqrstuvwxyz");
  return {
    ...{ all, train: part(0, 0.8), dev: part(0.8, 0.9), test: part(0.9, 1) },
    symbols: [".", ...[...letters].sort()],
    from: from?.name,
  };
}

const least = 20;

function namesIn(text: string, file: string): string[] {
  const names = new Set<string>();
  for (const [i, line] of text
    .replace(/^\ufeff/, "")
    .split(/\r\n?|\n/)
    .entries()) {
    const name = line.trim().toLowerCase();
    if (name === "") continue;
    if (/[\s.,;]/.test(name) || name.length > 60) {
      throw new ValueError("lesson 9", `${file}, line ${i + 1} is not one name.`, {
        given: JSON.stringify(line.trim().slice(0, 60)),
        expected: "a word on each line, with no point, comma or space in it",
      });
    }
    names.add(name);
  }
  if (names.size >= least) return [...names];
  throw new ValueError("lesson 9", `${file} has too few names.`, {
    given: `${names.size} different names`,
    expected: `${least} or more, one on each line; a thousand are better`,
  });
}
