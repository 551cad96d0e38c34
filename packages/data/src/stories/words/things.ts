/** Things that a child owns and can carry, by what adjectives they take. A plus marks a plural. */
export const TOYS: readonly string[] = (
  "ball,doll,kite,drum,toy train,toy truck,toy boat,teddy bear,puppet,robot,rocket,balloon,whistle,trumpet,bucket," +
  "shovel,yo-yo,toy plane,toy horse,jump rope,spinning top,toy duck,toy car,toy dragon"
).split(",");

/** Toys that break, with the part that comes off. */
export const BREAKABLE: Readonly<Record<string, string>> = {
  kite: "tail",
  "toy train": "wheel",
  "toy truck": "wheel",
  "toy boat": "sail",
  puppet: "arm",
  robot: "arm",
  "toy plane": "wing",
  "toy horse": "leg",
  wagon: "wheel",
  "toy car": "door",
  "toy dragon": "tail",
};

export const KEEPSAKES: readonly string[] = (
  "ring,button,key,coin,shell,feather,stone,bell,medal,watch,locket,flute,horn,lantern,clock,mirror,box,basket,bottle," +
  "brush,pencil,notebook,storybook,map,postcard,marbles+,crayons+,beads+,blocks+,magnet,compass,flashlight"
).split(",");

export const CLOTHES: readonly string[] =
  "scarf,hat,cap,blanket,pillow,sweater,coat,bag,ribbon,cape,umbrella,mittens+,boots+,socks+,slippers+,apron".split(
    ",",
  );

export const COLORS: readonly string[] = "red,blue,green,yellow,orange,purple,pink,white,black,brown,gray,silver".split(
  ",",
);

/** Sizes and ages come before colors. */
export const SIZES: readonly string[] = "little,big,old,new,tiny,lovely".split(",");
export const TEXTURES: { readonly toy: readonly string[]; readonly cloth: readonly string[] } = {
  toy: ["shiny", "bright", "striped", "spotted"],
  cloth: ["soft", "warm", "striped", "fuzzy"],
};

/** Food that can be carried, shared and baked. A star marks a substance. */
export const SNACKS: readonly string[] = (
  "apple,pear,banana,orange,plum,peach,carrot,sandwich,muffin,cookie,bun,piece of cheese,piece of bread,egg,pancake," +
  "slice of cake,slice of pie,cracker,bag of nuts,bowl of berries"
).split(",");

export const TREATS: readonly string[] = (
  "apple pie,chocolate cake,cherry pie,honey cake,carrot cake,plum pie,lemon cake,pumpkin pie,berry pie,nut bread*," +
  "hot soup*,vanilla pudding*,pancakes+,ice cream*,warm cookies+,sweet buns+"
).split(",");

export const GIFT_PAPERS: readonly string[] =
  "red paper,blue paper,green paper,yellow paper,silver paper,golden paper,striped paper,an old newspaper,a soft cloth".split(
    ",",
  );
