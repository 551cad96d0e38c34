/** Places out of doors, with the preposition that each takes. */
export const OUTDOORS: readonly string[] =
  "at the pond,by the river,on the beach,in the park,on the hill,in the garden,on the farm,in the forest".split(",");

/** Places in a town. */
export const TOWN: readonly string[] = "at the market,at the zoo,at the fair,at the school".split(",");

/** Places in and about a house. */
export const HOUSE: readonly string[] = "in the attic,in the shed,in the kitchen,in the barn".split(",");

/** Where something small can lie unseen out of doors, and nobody would put it there. */
export const SPOTS: readonly string[] =
  "under a bush,behind a big rock,in the tall grass,under a bench,behind a fence,under a tree".split(",");

/** Where one looks first at home. */
export const CORNERS: readonly string[] = "under the bed,behind the door,under the table,in the toy box".split(",");

/** What one finds there instead. */
export const LITTER: readonly string[] = "dust,one sock,an old shoe,a dry leaf".split(",");

export const DAYS: readonly string[] = "One day,One morning,One sunny day,One cold day".split(",");
