/** Things that a child owns and can carry, by what adjectives they take. A plus marks a plural. */
export const TOYS: readonly string[] = "ball,doll,kite,drum,robot,toy train,toy boat,teddy bear".split(",");

/** Toys that break, with the part that comes off. */
export const BREAKABLE: Readonly<Record<string, string>> = {
  kite: "tail",
  robot: "arm",
  "toy train": "wheel",
  "toy boat": "sail",
};

export const KEEPSAKES: readonly string[] = "key,coin,shell,bell,ring,marbles+".split(",");

export const CLOTHES: readonly string[] = "scarf,hat,coat,blanket,mittens+,boots+".split(",");

export const COLORS: readonly string[] = "red,blue,green,yellow,white".split(",");

/** Sizes and ages come before colors. */
export const SIZES: readonly string[] = "little,big,old".split(",");
export const TEXTURES: { readonly toy: readonly string[]; readonly cloth: readonly string[] } = {
  toy: ["shiny", "striped", "spotted"],
  cloth: ["soft", "warm", "striped"],
};

/** Food that can be carried and shared. */
export const SNACKS: readonly string[] = "apple,pear,carrot,cookie,bun,egg".split(",");
