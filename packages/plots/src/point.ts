export type Point = readonly [x: number, y: number];

/** Whether a point lies in the unit square. */
export const inside = ([x, y]: Point): boolean => x >= -slack && x <= 1 + slack && y >= -slack && y <= 1 + slack;
const slack = 1e-9;
