export { playground } from "./playground.js";
