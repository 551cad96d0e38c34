export { heatSvg } from "./heat-svg.js";
export { placeLabels } from "./labels-svg.js";
export { pictureSvg } from "./picture-svg.js";
export { type Drawing, type Paper, plotSvg, sampleSvg } from "./plot-svg.js";
export { inside, type Point } from "./point.js";
export { type Scale, scaleOf } from "./scale.js";
export { thin } from "./thin.js";
