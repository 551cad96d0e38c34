import { ourName } from "./weight-names.js";

const parts: readonly (readonly [pattern: RegExp, part: string])[] = [
  [/^transformer\.wte\./, "tokens"],
  [/^transformer\.wpe\./, "positions"],
  [/^transformer\.h\.\d+\.attn\./, "attention"],
  [/^transformer\.h\.\d+\.mlp\./, "MLP"],
  [/^transformer\.(h\.\d+\.ln_\d|ln_f)\./, "norms"],
  [/^lm_head\./, "head"],
];

/** The names of a GPT-2's parts, as one goes through it. */
export const partNames: readonly string[] = parts.map(([, part]) => part);

/** The part of a GPT-2 that a weight belongs to, by its name in a file; a mask is none; others go by the first of their name. */
export function partOf(name: string): string {
  const ours = ourName(name);
  if (ours === null) return "masks";
  const found = ours && parts.find(([pattern]) => pattern.test(ours.name));
  return found ? found[1] : name.replace(/\..*$/s, "");
}
