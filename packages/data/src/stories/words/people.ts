/** Names end in no s, so that "'s" makes every possessive, and are told apart by their first letters where possible. */
export const GIRLS: readonly string[] = "Lily Mia Anna Zoe Lucy Rosa".split(" ");

export const BOYS: readonly string[] = "Tom Ben Sam Max Leo Tim".split(" ");

/** Animals that talk, play and wear scarves in the stories in which children would do the same. */
export const HERO_ANIMALS: readonly string[] = "bear rabbit mouse fox".split(" ");

/** Grown-ups: what a child calls them, and who they are. */
export const WOMEN: readonly string[] = ["mom", "grandma"];
export const MEN: readonly string[] = ["dad", "grandpa"];
