/** Where the reader is, as the address has it: `#/lesson/3?lr=1e-4`. */
export interface Place {
  /** The lesson's number; null on the home page. */
  readonly lesson: number | null;
  /** What was changed there, as texts. */
  readonly values: Readonly<Record<string, string>>;
}

/** Reads an address' hash. What is no lesson is the home page. */
export function placeOf(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
  const found = /^\/?lesson\/(\d+)\/?$/.exec(path);
  return { lesson: found ? Number(found[1]) : null, values: Object.fromEntries(new URLSearchParams(query)) };
}

/** The hash of a place. */
export function hashOf({ lesson, values }: Place): string {
  if (lesson === null) return "#/";
  const query = new URLSearchParams(values).toString();
  return `#/lesson/${lesson}${query ? `?${query}` : ""}`;
}
