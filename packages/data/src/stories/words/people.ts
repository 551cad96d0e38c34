/** Names end in no s, so that "'s" makes every possessive, and are told apart by their first letters where possible. */
export const GIRLS: readonly string[] = (
  "Lily Mia Anna Ella Zoe Ruby Nora Lucy Emma Sara Ivy Rosa Clara Daisy Molly Amy Kate Jane Eva Olive Nina June Hazel " +
  "Maya Grace Penny Polly Wendy Dora Alma Flora Elsie"
).split(" ");

export const BOYS: readonly string[] = (
  "Tom Ben Sam Max Leo Jack Tim Finn Oscar Noah Adam Eli Hugo Peter Paul Luke Owen Theo Otto Ned Rob Felix Simon Henry " +
  "Walter Oliver Milo Ralph Jasper Arthur Ivan Toby"
).split(" ");

/** Animals that talk, play and wear scarves in the stories in which children would do the same. */
export const HERO_ANIMALS: readonly string[] =
  "bear rabbit mouse fox hedgehog duck frog squirrel otter badger mole beaver pig goat raccoon turtle".split(" ");

/** Words for how small a hero is. */
export const SMALL: readonly string[] = ["little", "small", "young"];

/** Grown-ups: what a child calls them, and who they are. */
export const WOMEN: readonly string[] = ["mom", "grandma", "aunt"];
export const MEN: readonly string[] = ["dad", "grandpa", "uncle"];
