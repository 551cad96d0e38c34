/** Places out of doors, with the preposition that each takes. */
export const OUTDOORS: readonly string[] = (
  "at the pond,by the river,by the lake,on the beach,in the park,in the meadow,on the hill,in the field,on the farm," +
  "by the bridge,on the playground,in the orchard,by the stream,in the forest,by the fountain,at the old mill," +
  "in the valley,by the waterfall,at the lighthouse,at the harbor,in the rose garden,by the stone wall"
).split(",");

/** Places where one can swim, sail and fish. */
export const WATERS: readonly string[] = "at the pond,by the river,by the lake,on the beach,by the stream".split(",");

/** Places in a town. */
export const TOWN: readonly string[] = (
  "at the market,at the library,at the bakery,at the bus stop,at the train station,at the toy shop,at the zoo," +
  "at the fair,at the museum,at the post office,at the school,at the circus"
).split(",");

/** Places in a town where one can buy things. */
export const SHOPS: readonly string[] =
  "at the market,at the toy shop,at the fair,at the corner shop,at the flea market".split(",");

/** Places where a family keeps what may be useful one day. */
export const STORES: readonly string[] = "in the attic,in the cellar,in the shed,in the barn,in the garage".split(",");

/** Places in and about a house. */
export const HOUSE: readonly string[] = (
  "in the attic,in the cellar,in the shed,in the barn,in the garage,in the kitchen,in the hallway,on the porch," +
  "in the bathroom,in the laundry room"
).split(",");

/** Where something small can lie unseen out of doors, and nobody would put it there. */
export const SPOTS: readonly string[] = (
  "under a bush,behind a big rock,in the tall grass,under a bench,next to an old log,under a pile of leaves," +
  "between two stones,behind a fence,in a muddy puddle,at the foot of a tree,under some ferns,on top of a tree stump"
).split(",");

/** Where one looks first at home. */
export const CORNERS: readonly string[] = (
  "under the bed,behind the sofa,in the closet,under the table,behind the door,in the toy box,on the shelf," +
  "under the stairs,behind the curtains,in the laundry basket"
).split(",");

/** What one finds there instead. */
export const LITTER: readonly string[] =
  "dust,one sock,an old shoe,an empty cup,a broken pencil,a lost button,a crumb of bread,a sleepy spider,a dry leaf,a paper clip".split(
    ",",
  );

export const DAYS: readonly string[] = (
  "One day,One morning,One afternoon,One sunny day,One windy day,One cold morning,One warm afternoon,On Monday," +
  "On Saturday,On Sunday morning,One spring day,One summer day,One fall day,One quiet afternoon"
).split(",");
